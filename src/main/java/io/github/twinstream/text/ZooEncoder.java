package io.github.twinstream.text;

import ai.djl.ModelException;
import ai.djl.huggingface.translator.TextEmbeddingTranslatorFactory;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence-transformers model in DJL's form (a TorchScript file and {@code tokenizer.json}), from
 * a local folder or DJL's model zoo: mean pooling, length 1. One text at a time, so that no text is
 * padded by its neighbours.
 */
final class ZooEncoder implements TextEncoder {
  static final String NAME = "paraphrase-multilingual-MiniLM-L12-v2";
  private static final String URL =
      "djl://ai.djl.huggingface.pytorch/sentence-transformers/" + NAME;
  private static final int BLOCK = 32;

  private final String id;
  private final ZooModel<String, float[]> model;
  private int dimension;

  private ZooEncoder(String id, ZooModel<String, float[]> model) {
    this.id = id;
    this.model = model;
  }

  /** The model in the folder. */
  static ZooEncoder folder(Path folder) {
    return load(
        "folder:" + folder.getFileName() + ":" + TextHash.of(folder.toString()).first(),
        criteria().optModelPath(folder),
        folder.toString());
  }

  /** The article's model from DJL's zoo; DJL fetches it when its own cache does not hold it. */
  static ZooEncoder article() {
    return load(NAME, criteria().optModelUrls(URL), URL);
  }

  private static Criteria.Builder<String, float[]> criteria() {
    Djl.engine();
    return Criteria.builder()
        .setTypes(String.class, float[].class)
        .optEngine("PyTorch")
        .optTranslatorFactory(new TextEmbeddingTranslatorFactory())
        .optArgument("pooling", "mean")
        .optArgument("normalize", "true");
  }

  private static ZooEncoder load(
      String id, Criteria.Builder<String, float[]> criteria, String place) {
    try {
      return new ZooEncoder(id, criteria.build().loadModel());
    } catch (IOException | ModelException e) {
      throw new DataException(
          "no sentence encoder can be loaded from "
              + place
              + ": "
              + e.getMessage()
              + "; give a folder with a TorchScript file and tokenizer.json, or none to use"
              + " multilingual BERT",
          e);
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public synchronized int dimension() {
    if (dimension == 0) {
      dimension = encode(List.of("text"))[0].length;
    }
    return dimension;
  }

  @Override
  public float[][] encode(List<String> texts) {
    Texts.requireNoNull(texts);
    List<float[]> vectors = new ArrayList<>();
    try (Predictor<String, float[]> predictor = model.newPredictor();
        Progress.Task task = Progress.start("encode texts", texts.size())) {
      for (int from = 0; from < texts.size(); from += BLOCK) {
        Interrupts.check("encode texts");
        for (String text : texts.subList(from, Math.min(from + BLOCK, texts.size()))) {
          vectors.add(predictor.predict(Texts.cleaned(text)));
          task.advance(1);
        }
      }
    } catch (TranslateException e) {
      throw new DataException("the sentence encoder " + id + " failed: " + e.getMessage(), e);
    }
    return vectors.toArray(float[][]::new);
  }
}
