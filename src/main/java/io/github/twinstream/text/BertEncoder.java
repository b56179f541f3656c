package io.github.twinstream.text;

import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Multilingual BERT's first four layers as a sentence encoder: the mean of the pieces' states,
 * scaled to length 1, without the {@link LanguageSpace}, scaled to length 1 again.
 *
 * <p>Texts are run in batches of one length, so none is padded. A text's vector is the same
 * whatever its neighbours up to the rounding of float32 sums (below 1e-5 a number).
 */
final class BertEncoder implements TextEncoder {
  static final int LAYERS = 4;

  /** How ids begin. */
  static final String NAME = "mbert-4-int8";

  // part of the id: change it when pooling, the cut or the hygiene changes
  private static final String RECIPE = "1";
  private static final int BATCH_PIECES = 1024;
  private static final String CENTRE = "languages.centre";
  private static final String DIRECTIONS = "languages.directions";
  private static final String SOURCE = "source";

  private final String id;
  private final WordPiece tokenizer;
  private final BertLayers layers;
  private final LanguageSpace languages;
  private final int start;
  private final int end;

  private BertEncoder(String id, BertFile file, LanguageSpace languages) throws IOException {
    this.id = id;
    this.tokenizer = new WordPiece(file.vocabulary());
    this.layers = new BertLayers(file, file.layers());
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
    float[][] vectors = new float[texts.size()][];
    Map<String, float[]> distinct = new HashMap<>();
    List<int[]> ids = new ArrayList<>();
    List<String> cleaned = new ArrayList<>();
    for (String text : texts) {
      String clean = Texts.cleaned(text);
      cleaned.add(clean);
      if (distinct.putIfAbsent(clean, new float[BertFile.HIDDEN]) == null) {
        ids.add(withMarks(tokenizer.pieces(clean, BertFile.MAX_TOKENS - 2)));
      }
    }
    List<String> keys = cleaned.stream().distinct().toList();
    run(ids, keys, distinct);
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = distinct.get(cleaned.get(i));
    }
    return vectors;
  }

  private void run(List<int[]> ids, List<String> keys, Map<String, float[]> vectors) {
    List<Integer> order =
        IntStream.range(0, ids.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> ids.get(i).length))
            .toList();
    try (Progress.Task task = Progress.start("encode texts", ids.size())) {
      for (int from = 0; from < order.size(); ) {
        Interrupts.check("encode texts");
        int length = ids.get(order.get(from)).length;
        int to = from;
        while (to < order.size()
            && ids.get(order.get(to)).length == length
            && (to - from + 1) * length <= Math.max(BATCH_PIECES, length)) {
          to++;
        }
        List<Integer> batch = order.subList(from, to);
        float[] states = layers.states(batch.stream().map(ids::get).toList());
        for (int row = 0; row < batch.size(); row++) {
          vectors.put(keys.get(batch.get(row)), mean(states, row * length, length));
        }
        task.advance(batch.size());
        from = to;
      }
    }
  }

  /** The mean over the pieces, or over both marks where there is none, of length 1. */
  private static float[] mean(float[] states, int first, int length) {
    int from = length > 2 ? first + 1 : first;
    int to = length > 2 ? first + length - 1 : first + length;
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
