package io.github.twinstream.bundle;

import io.github.twinstream.archive.ArchiveReader;
import io.github.twinstream.archive.ArchiveWriter;
import io.github.twinstream.archive.Tensor;
import io.github.twinstream.clean.Replay;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.FeatureState;
import io.github.twinstream.feature.Features;
import io.github.twinstream.json.RecordJson;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.NetworkSpecs;
import io.github.twinstream.model.Parameters;
import io.github.twinstream.text.EmbeddedText;
import io.github.twinstream.text.Pca;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * What a model's file holds: {@code network.json}, {@code features.json}, {@code cleaning.json},
 * {@code texts.json} with {@code texts.bin}, {@code parameters.json} with {@code parameters.bin},
 * {@code calibration.json}, {@code facts.json}, and the card in two forms.
 *
 * @param network the network's settings
 * @param features vocabularies, fillings and scalers
 * @param cleaning how raw rows become those that are encoded
 * @param texts the embedded text columns
 * @param tensors parameters and buffers by name
 * @param calibration what is done to scores
 * @param facts what the card says
 */
public record Bundle(
    NetworkSpec network,
    FeatureState features,
    Replay cleaning,
    List<Text> texts,
    List<Tensor> tensors,
    PlattScaling calibration,
    ModelFacts facts) {
  /** The kind of archive that a model's file is. */
  public static final String FORMAT = "twinstream-model";

  /** The version of the format that is written and read. */
  public static final int MAJOR = 1;

  private static final int MINOR = 0;

  /**
   * An embedded text column.
   *
   * @param column the column
   * @param encoder the encoder's id
   * @param pca the fitted PCA; {@code null} for none
   */
  public record Text(String column, String encoder, Pca pca) {}

  private record SavedText(
      String column, String encoder, boolean pca, List<Double> variances, double variance) {}

  /** The parts of a model that is at hand. */
  public static Bundle of(
      NetworkSpec network,
      Features features,
      Replay cleaning,
      Map<String, EmbeddedText> embedded,
      Parameters parameters,
      PlattScaling calibration,
      ModelFacts facts) {
    List<Tensor> tensors = parameters.tensors();
    List<Text> texts =
        embedded.values().stream()
            .map(t -> new Text(t.column(), t.encoderId(), t.pca().orElse(null)))
            .toList();
    return new Bundle(network, features.state(), cleaning, texts, tensors, calibration, facts);
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws DataException if it cannot be written
   * @throws io.github.twinstream.error.ConfigException if the network is not known to {@link
   *     NetworkSpecs}
   */
  public void write(Path file) {
    List<Tensor> pcas = new ArrayList<>();
    List<SavedText> saved = new ArrayList<>();
    for (Text text : texts) {
      Pca pca = text.pca();
      if (pca != null) {
        pcas.add(Tensor.of(text.column() + ".mean", new long[] {pca.inputDimension()}, pca.mean()));
        pcas.add(
            Tensor.of(
                text.column() + ".components",
                new long[] {pca.dimension(), pca.inputDimension()},
                flat(pca.components())));
      }
      saved.add(
          new SavedText(
              text.column(),
              text.encoder(),
              pca != null,
              pca == null ? List.of() : Arrays.stream(pca.explainedVariance()).boxed().toList(),
              pca == null ? 0 : pca.totalVariance()));
    }
    ModelCard card = new ModelCard(facts);
    new ArchiveWriter(FORMAT, MAJOR, MINOR)
        .text("MODEL_CARD.md", card.markdown())
        .text("MODEL_CARD.html", card.html())
        .json("facts.json", RecordJson.toJson(facts))
        .json("network.json", NetworkSpecs.toJson(network))
        .json("features.json", RecordJson.toJson(features))
        .json("cleaning.json", cleaning.toJson())
        .json("calibration.json", RecordJson.toJson(calibration))
        .json("texts.json", RecordJson.toJson(saved))
        .tensors("pca", pcas)
        .tensors("parameters", tensors)
        .write(file);
  }

  /**
   * Reads a file and holds all of it against its hashes.
   *
   * @throws DataException if it is missing, damaged, of another kind or of a newer version
   */
  public static Bundle read(Path file) {
    try (ArchiveReader archive = ArchiveReader.open(file, FORMAT, MAJOR)) {
      Map<String, Tensor> pcas = new LinkedHashMap<>();
      archive.tensors("pca").forEach(t -> pcas.put(t.name(), t));
      List<Text> texts = new ArrayList<>();
      for (SavedText text : archive.record("texts.json", SavedText[].class)) {
        texts.add(new Text(text.column(), text.encoder(), text.pca() ? pca(text, pcas) : null));
      }
      Bundle bundle =
          new Bundle(
              NetworkSpecs.fromJson(archive.json("network.json").getAsJsonObject()),
              archive.record("features.json", FeatureState.class),
              Replay.fromJson(archive.json("cleaning.json")),
              texts,
              archive.tensors("parameters"),
              archive.record("calibration.json", PlattScaling.class),
              archive.record("facts.json", ModelFacts.class));
      archive.verifyRest();
      PlattScaling calibration = bundle.calibration();
      if (!Double.isFinite(calibration.slope()) || !Double.isFinite(calibration.shift())) {
        throw new DataException("its scores are calibrated by " + calibration);
      }
      return bundle;
    } catch (DataException e) {
      throw e.getMessage().startsWith("cannot open ")
          ? e
          : new DataException(
              "cannot open " + Messages.quote(file.toString()) + ": " + e.getMessage(), e);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new DataException(
          "cannot open '" + file + "': its parts do not fit together: " + e.getMessage(), e);
    }
  }

  private static Pca pca(SavedText text, Map<String, Tensor> tensors) {
    Tensor mean = tensors.get(text.column() + ".mean");
    Tensor components = tensors.get(text.column() + ".components");
    if (mean == null || components == null || components.shape().size() != 2) {
      throw new DataException("the PCA of column '" + text.column() + "' is not whole");
    }
    int width = mean.values().length;
    float[][] rows = new float[Math.toIntExact(components.shape().get(0))][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = Arrays.copyOfRange(components.values(), k * width, (k + 1) * width);
    }
    return Pca.of(
        mean.values(),
        rows,
        text.variances().stream().mapToDouble(Double::doubleValue).toArray(),
        text.variance());
  }

  private static float[] flat(float[][] rows) {
    float[] values = new float[rows.length * rows[0].length];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(rows[r], 0, values, r * rows[r].length, rows[r].length);
    }
    return values;
  }
}
