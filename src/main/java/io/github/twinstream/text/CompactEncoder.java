package io.github.twinstream.text;

import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Encodes text of many languages with a table of word-piece vectors that comes with the library: no
 * download, no native code, and a hundred thousand short texts a second. A title in one language is
 * near its translations, if not as near as with {@link MultilingualEncoder}; {@code
 * docs/encoders.md} says how near.
 *
 * <p>A text's vector is the weighted sum of the vectors of its pieces ({@link
 * WordPiece#piecesInBothCases}), scaled to length 1, less the languages' centre, scaled to length 1
 * again. The table was distilled from multilingual BERT by {@link Distillation}. A text without any
 * piece, such as an empty one, has the vector of zeros. All pieces of a long text count.
 *
 * <p>A text's vector is the same to the bit whatever list it is in. May be used by several threads
 * at once.
 */
public final class CompactEncoder implements TextEncoder {
  private static final String RESOURCE = "compact-multilingual.bin";
  private static final String VOCABULARY = "vocabulary";
  private static final String PIECES = "pieces";
  private static final String CENTRE = "centre";
  private static final String CONTENT = "content";
  // part of the id: change it when the sum, the tokenizer or the hygiene changes
  private static final String RECIPE = "1";
  private static final int BLOCK = 1024;

  private final String id;
  private final List<String> vocabulary;
  private final WordPiece tokenizer;
  private final HalfByteCodes pieces;
  private final float[] centre;

  private CompactEncoder(TensorFile file) throws IOException {
    id = "compact-multilingual:" + RECIPE + ":" + file.fact(CONTENT);
    vocabulary = inflated(file.section(VOCABULARY));
    tokenizer = new WordPiece(vocabulary);
    pieces = HalfByteCodes.of(file, PIECES);
    centre = file.floats(CENTRE);
    if (tokenizer.size() != pieces.rows() || centre.length != pieces.columns()) {
      throw new IOException("its parts are not of one size");
    }
  }

  /** Loads the table when it is first asked for. */
  private static final class Holder {
    static final CompactEncoder INSTANCE = load();

    private static CompactEncoder load() {
      try (InputStream in = CompactEncoder.class.getResourceAsStream(RESOURCE)) {
        return of(in.readAllBytes());
      } catch (IOException e) {
        throw new DataException(
            "the compact multilingual encoder does not start: resource "
                + RESOURCE
                + " cannot be used: "
                + e.getMessage(),
            e);
      }
    }
  }

  /** The encoder; there is one for the whole program. */
  public static CompactEncoder instance() {
    return Holder.INSTANCE;
  }

  /** An encoder of a table that {@link #bytes} made. */
  static CompactEncoder of(byte[] file) throws IOException {
    return new CompactEncoder(TensorFile.of(ByteBuffer.wrap(file)));
  }

  /**
   * The file of a table.
   *
   * @param vocabulary the pieces
   * @param vectors one vector a piece, weighted
   * @param content names the content
   */
  static byte[] bytes(List<String> vocabulary, float[][] vectors, float[] centre, String content) {
    Map<String, byte[]> sections = new LinkedHashMap<>();
    sections.put(VOCABULARY, deflated(vocabulary));
    HalfByteCodes.put(sections, PIECES, vectors);
    sections.put(CENTRE, TensorFile.bytes(centre));
    return TensorFile.bytes(Map.of(CONTENT, content), sections);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int dimension() {
    return centre.length;
  }

  @Override
  public float[][] encode(List<String> texts) {
    Texts.requireNoNull(texts);
    float[][] vectors = new float[texts.size()][];
    try (Progress.Task task = Progress.start("encode texts", texts.size())) {
      for (int from = 0; from < vectors.length; from += BLOCK) {
        Interrupts.check("encode texts");
        int to = Math.min(from + BLOCK, vectors.length);
        IntStream.range(from, to).parallel().forEach(i -> vectors[i] = encode(texts.get(i)));
        task.advance(to - from);
      }
    }
    return vectors;
  }

  private float[] encode(String text) {
    int[] ids = tokenizer.piecesInBothCases(Texts.cleaned(text));
    float[] sum = sum(ids);
    if (ids.length == 0) {
      return sum;
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] -= centre[i];
    }
    return Vectors.unit(sum);
  }

  /** The sum of the pieces' vectors, of length 1. */
  private float[] sum(int[] ids) {
    float[] sum = new float[centre.length];
    for (int piece : ids) {
      float[] vector = pieces.row(piece);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    return Vectors.unit(sum);
  }

  List<String> vocabulary() {
    return vocabulary;
  }

  /** The sum of the text's vectors before the centre is taken off, of length 1. */
  float[] withCentre(String text) {
    return sum(tokenizer.piecesInBothCases(Texts.cleaned(text)));
  }

  private static byte[] deflated(List<String> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
      out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static List<String> inflated(ByteBuffer section) throws IOException {
    byte[] bytes = new byte[section.remaining()];
    section.get(bytes);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
