package io.github.twinstream.feature;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.json.RecordJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Encoded rows in a file that is mapped into memory: data larger than memory trains with the same
 * numbers as in memory, since the system loads and drops pages as they are used. The file holds the
 * schema as JSON and, from a page boundary on, the rows one after the other: ids, numbers, label,
 * little-endian, four bytes each.
 */
public final class DiskRows implements RowSource {
  private static final byte[] MAGIC = "TWINROWS".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int PAGE = 4096;

  /** Magic, version, labelled, rows, length of the schema. */
  private static final int HEAD = MAGIC.length + 4 * Integer.BYTES;

  private static final int LARGEST_SCHEMA = 64 << 20;
  private static final int LARGEST_SEGMENT = 1 << 30;

  private final Schema schema;
  private final int rows;
  private final boolean labelled;
  private final int idWidth;
  private final int numericWidth;
  private final int width;
  private final int segmentRows;
  private final IntBuffer[] words;
  private final FloatBuffer[] floats;

  private DiskRows(Schema schema, int rows, boolean labelled, FileChannel file, long start)
      throws IOException {
    this.schema = schema;
    this.rows = rows;
    this.labelled = labelled;
    this.idWidth = schema.idWidth();
    this.numericWidth = schema.numericWidth();
    this.width = idWidth + numericWidth + 1;
    this.segmentRows = LARGEST_SEGMENT / (Float.BYTES * width);
    int segments = (int) ((rows + (long) segmentRows - 1) / segmentRows);
    this.words = new IntBuffer[segments];
    this.floats = new FloatBuffer[segments];
    for (int s = 0; s < segments; s++) {
      long from = (long) s * segmentRows;
      long bytes = (Math.min(rows, from + segmentRows) - from) * width * Float.BYTES;
      ByteBuffer segment =
          file.map(FileChannel.MapMode.READ_ONLY, start + from * width * Float.BYTES, bytes)
              .order(ByteOrder.LITTLE_ENDIAN);
      words[s] = segment.asIntBuffer();
      floats[s] = segment.asFloatBuffer();
    }
  }

  /**
   * Writes rows into a file, atomically, and opens it.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public static DiskRows write(Path file, RowSource rows) {
    byte[] schema = RecordJson.toJson(rows.schema()).toString().getBytes(StandardCharsets.UTF_8);
    AtomicWrite.write(file, out -> write(out, schema, rows));
    return open(file);
  }

  private static void write(OutputStream out, byte[] schema, RowSource rows) throws IOException {
    ByteBuffer head = little(HEAD);
    head.put(MAGIC).putInt(VERSION).putInt(rows.labelled() ? 1 : 0);
    out.write(head.putInt(rows.rows()).putInt(schema.length).array());
    out.write(schema);
    out.write(new byte[(int) (start(schema.length) - HEAD - schema.length)]);
    int[] ids = new int[rows.schema().idWidth()];
    float[] numbers = new float[rows.schema().numericWidth()];
    ByteBuffer record = little(Float.BYTES * (ids.length + numbers.length + 1));
    for (int row = 0; row < rows.rows(); row++) {
      record.clear();
      rows.ids(row, ids);
      rows.numbers(row, numbers);
      for (int id : ids) {
        record.putInt(id);
      }
      for (float number : numbers) {
        record.putFloat(number);
      }
      record.putFloat(rows.labelled() ? rows.label(row) : Float.NaN);
      out.write(record.array());
    }
  }

  /**
   * Opens a file of {@link #write}.
   *
   * @throws DataException if it is no such file, or is cut short
   */
  public static DiskRows open(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer head = read(channel, 0, HEAD, file);
      byte[] magic = new byte[MAGIC.length];
      head.get(magic);
      int version = head.getInt();
      if (!java.util.Arrays.equals(magic, MAGIC) || version != VERSION) {
        throw refused(file, "it does not begin like one of version " + VERSION);
      }
      boolean labelled = head.getInt() == 1;
      int rows = head.getInt();
      int length = head.getInt();
      if (rows < 0 || length < 2 || length > LARGEST_SCHEMA) {
        throw refused(file, rows + " rows, a schema of " + length + " bytes");
      }
      Schema schema = schema(read(channel, HEAD, length, file), file);
      long wide = schema.idWidth() + schema.numericWidth() + 1L;
      long wanted = start(length) + rows * wide * Float.BYTES;
      if (channel.size() != wanted) {
        throw refused(file, "it has " + channel.size() + " bytes instead of " + wanted);
      }
      return new DiskRows(schema, rows, labelled, channel, start(length));
    } catch (IOException e) {
      throw refused(file, e.toString());
    }
  }

  private static Schema schema(ByteBuffer bytes, Path file) {
    try {
      String text = StandardCharsets.UTF_8.decode(bytes).toString();
      return RecordJson.fromJson(JsonParser.parseString(text), Schema.class, "schema");
    } catch (JsonParseException e) {
      throw refused(file, "its schema is no JSON");
    }
  }

  private static ByteBuffer read(FileChannel channel, long at, int length, Path file)
      throws IOException {
    ByteBuffer bytes = little(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw refused(file, "it ends after " + channel.size() + " bytes");
      }
    }
    return bytes.flip();
  }

  private static DataException refused(Path file, String why) {
    return new DataException(
        "cannot read the encoded rows in "
            + Messages.quote(file.toString())
            + ": "
            + why
            + "; write them again with DiskRows.write");
  }

  private static long start(int schemaLength) {
    return (HEAD + schemaLength + PAGE - 1L) / PAGE * PAGE;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean labelled() {
    return labelled;
  }

  @Override
  public void ids(int row, int[] into) {
    words[row / segmentRows].get(at(row), into, 0, idWidth);
  }

  @Override
  public void numbers(int row, float[] into) {
    floats[row / segmentRows].get(at(row) + idWidth, into, 0, numericWidth);
  }

  @Override
  public float label(int row) {
    return floats[row / segmentRows].get(at(row) + width - 1);
  }

  private int at(int row) {
    return row % segmentRows * width;
  }
}
