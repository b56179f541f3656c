package io.github.twinstream.text;

import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Multilingual BERT's first four layers as a sentence encoder: the mean of the pieces' states,
 * scaled to length 1, without the {@link LanguageSpace}, scaled to length 1 again.
 *
 * <p>Texts are run one by one, spread over the processors: a text's vector is the same to the bit
 * whatever its neighbours.
 */
final class BertEncoder implements TextEncoder {
  static final int LAYERS = 4;

  /** How ids begin. */
  static final String NAME = "mbert-4-int8";

  // part of the id: change it when pooling, the cut or the hygiene changes
  private static final String RECIPE = "2";
  private static final String CENTRE = "languages.centre";
  private static final String DIRECTIONS = "languages.directions";
  private static final String SOURCE = "source";

  private final String id;
  private final WordPiece tokenizer;
  private final BertRuntime layers;
  private final LanguageSpace languages;
  private final int start;
  private final int end;

  private BertEncoder(String id, BertFile file, LanguageSpace languages) throws IOException {
    this.id = id;
    this.tokenizer = new WordPiece(file.vocabulary());
    this.layers = new BertRuntime(file, file.layers());
    this.languages = languages;
    this.start = file.vocabulary().indexOf("[CLS]");
    this.end = file.vocabulary().indexOf("[SEP]");
  }

  /**
   * Opens the compact form.
   *
   * @throws IOException if it is not whole; the message says why
   */
  static BertEncoder open(Path compact) throws IOException {
    TensorFile file = TensorFile.open(compact);
    return new BertEncoder(
        NAME + ":" + RECIPE + ":" + file.fact(SOURCE),
        BertFile.of(file),
        LanguageSpace.of(file.floats(CENTRE), file.floats(DIRECTIONS)));
  }

  /** Makes the compact form from the artifact. */
  static void convert(Path jar, String jarHash, Path compact) {
    try (BertArchive archive = BertArchive.open(jar, compact.toAbsolutePath().getParent())) {
      Map<String, byte[]> sections = BertFile.sections(archive, LAYERS);
      Map<String, String> facts = new LinkedHashMap<>(BertFile.facts(LAYERS));
      facts.put(SOURCE, jarHash);
      TensorFile bare = TensorFile.of(ByteBuffer.wrap(TensorFile.bytes(facts, sections)));
      BertEncoder encoder = new BertEncoder("", BertFile.of(bare), null);
      List<List<String>> phrases = LanguageSpace.phrases();
      float[][][] vectors = new float[phrases.size()][][];
      Arrays.setAll(vectors, l -> encoder.pooled(phrases.get(l)));
      LanguageSpace space = LanguageSpace.fit(vectors);
      sections.put(CENTRE, TensorFile.bytes(space.centre()));
      sections.put(DIRECTIONS, TensorFile.bytes(space.directions()));
      TensorFile.write(compact, facts, sections);
    } catch (IOException e) {
      throw new DataException(
          "multilingual BERT cannot be made ready from " + jar + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int dimension() {
    return BertFile.HIDDEN;
  }

  @Override
  public float[][] encode(List<String> texts) {
    Texts.requireNoNull(texts);
    float[][] vectors = pooled(texts);
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = languages.without(vectors[i]);
    }
    return vectors;
  }

  /** The means of the states, of length 1. */
  private float[][] pooled(List<String> texts) {
    List<String> cleaned = texts.stream().map(Texts::cleaned).toList();
    List<String> distinct = cleaned.stream().distinct().toList();
    float[][] vectors = EachAlone.encode(distinct, this::pooled);
    Map<String, float[]> byText = new HashMap<>();
    for (int i = 0; i < vectors.length; i++) {
      byText.put(distinct.get(i), vectors[i]);
    }
    return cleaned.stream().map(byText::get).toArray(float[][]::new);
  }

  private float[] pooled(String cleaned) {
    int[] ids = withMarks(tokenizer.pieces(cleaned, BertFile.MAX_TOKENS - 2));
    return mean(layers.states(ids), ids.length);
  }

  /** The mean over the pieces, or over both marks where there is none, of length 1. */
  private static float[] mean(float[] states, int length) {
    int from = length > 2 ? 1 : 0;
    int to = length > 2 ? length - 1 : length;
    float[] sum = new float[BertFile.HIDDEN];
    for (int piece = from; piece < to; piece++) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += states[piece * sum.length + i];
      }
    }
    return Vectors.unit(sum);
  }

  private int[] withMarks(int[] pieces) {
    int[] ids = new int[pieces.length + 2];
    ids[0] = start;
    System.arraycopy(pieces, 0, ids, 1, pieces.length);
    ids[ids.length - 1] = end;
    return ids;
  }
}
