package io.github.twinstream.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first layers of BERT in compact form: matrices as int8 {@link RowCodes}, all else float32,
 * 122 MB for four layers where the artifact has 664 MB. Opening maps the file into memory; the
 * vocabulary's vectors are decoded when a text needs them.
 *
 * <p>Matrices are kept with a row for each output, and those of query, key and value as one.
 */
final class BertFile {
  static final int HIDDEN = 768;
  static final int HEADS = 12;

  /** Texts are cut to so many pieces, with {@code [CLS]} and {@code [SEP]}. */
  static final int MAX_TOKENS = 128;

  private static final String LAYERS = "layers";
  private static final String VOCABULARY = "vocabulary";
  private static final String WORDS = "words";
  private static final String POSITIONS = "positions";
  private static final String NORM = "norm";

  private final TensorFile file;
  private final int layers;
  private final List<String> vocabulary;
  private final RowCodes words;
  private final float[] positions;

  private BertFile(TensorFile file) throws IOException {
    this.file = file;
    layers = Integer.parseInt(file.fact(LAYERS));
    vocabulary =
        StandardCharsets.UTF_8.decode(file.section(VOCABULARY)).toString().lines().toList();
    words = RowCodes.of(file, WORDS);
    positions = file.floats(POSITIONS);
  }

  /** Opens a file; throws if it is not whole. */
  static BertFile of(TensorFile file) throws IOException {
    return new BertFile(file);
  }

  /** The sections of the first layers of an archive. */
  static Map<String, byte[]> sections(BertArchive archive, int layers) {
    Map<String, byte[]> sections = new LinkedHashMap<>();
    sections.put(
        VOCABULARY, String.join("\n", archive.vocabulary()).getBytes(StandardCharsets.UTF_8));
    RowCodes.put(sections, WORDS, archive.tensor("embeddings/word_embeddings"), HIDDEN);
    sections.put(POSITIONS, TensorFile.bytes(positions(archive)));
    putNorm(sections, NORM, archive, "embeddings/LayerNorm");
    for (int layer = 0; layer < layers; layer++) {
      String from = "encoder/layer_" + layer + "/";
      putLinear(
          sections,
          layer + ".attention",
          archive,
          from + "attention/self/query",
          from + "attention/self/key",
          from + "attention/self/value");
      putLinear(sections, layer + ".joined", archive, from + "attention/output/dense");
      putNorm(sections, layer + ".norm1", archive, from + "attention/output/LayerNorm");
      putLinear(sections, layer + ".wide", archive, from + "intermediate/dense");
      putLinear(sections, layer + ".narrow", archive, from + "output/dense");
      putNorm(sections, layer + ".norm2", archive, from + "output/LayerNorm");
    }
    return sections;
  }

  /** The facts that go with {@link #sections}. */
  static Map<String, String> facts(int layers) {
    return Map.of(LAYERS, "" + layers);
  }

  /** Positions and the first segment's vector, which all texts have, in one. */
  private static float[] positions(BertArchive archive) {
    float[] segment = archive.tensor("embeddings/token_type_embeddings");
    float[] sum =
        Arrays.copyOf(archive.tensor("embeddings/position_embeddings"), MAX_TOKENS * HIDDEN);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += segment[i % HIDDEN];
    }
    return sum;
  }

  private static void putLinear(
      Map<String, byte[]> sections, String name, BertArchive archive, String... parts) {
    List<float[]> kernels = new ArrayList<>();
    List<float[]> biases = new ArrayList<>();
    int inputs = 0;
    for (String part : parts) {
      float[] bias = archive.tensor(part + "/bias");
      float[] kernel = archive.tensor(part + "/kernel");
      inputs = kernel.length / bias.length;
      kernels.add(transposed(kernel, inputs, bias.length));
      biases.add(bias);
    }
    RowCodes.put(sections, name, joined(kernels), inputs);
    sections.put(name + ".bias", TensorFile.bytes(joined(biases)));
  }

  private static void putNorm(
      Map<String, byte[]> sections, String name, BertArchive archive, String from) {
    sections.put(name + ".gamma", TensorFile.bytes(archive.tensor(from + "/gamma")));
    sections.put(name + ".beta", TensorFile.bytes(archive.tensor(from + "/beta")));
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    float[] turned = new float[matrix.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        turned[c * rows + r] = matrix[r * columns + c];
      }
    }
    return turned;
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(p -> p.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  int layers() {
    return layers;
  }

  List<String> vocabulary() {
    return vocabulary;
  }

  /** A matrix with a row for each output. */
  RowCodes matrix(int layer, String name) throws IOException {
    return RowCodes.of(file, layer + "." + name);
  }

  float[] bias(int layer, String name) throws IOException {
    return file.floats(layer + "." + name + ".bias");
  }

  /** The scale and shift of the layer's normalisation; layer −1 is the input's. */
  float[][] norm(int layer, String name) throws IOException {
    String prefix = layer < 0 ? NORM : layer + "." + name;
    return new float[][] {file.floats(prefix + ".gamma"), file.floats(prefix + ".beta")};
  }

  /** The section of a name of one's own. */
  ByteBuffer section(String name) throws IOException {
    return file.section(name);
  }

  /** Writes the sum of the piece's and the position's vector. */
  void input(int piece, int position, float[] target, int at) {
    System.arraycopy(positions, position * HIDDEN, target, at, HIDDEN);
    words.add(piece, 1, target, at);
  }
}
