package io.github.twinstream.text;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.github.twinstream.display.AtomicWrite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A file of named sections of bytes, in which encoders keep their numbers. Little-endian:
 *
 * <pre>
 *   0   8 bytes  "TWTENS01"
 *   8   int      bytes that the JSON takes
 *  12   int      CRC-32C of all that follows
 *  16   JSON     {"facts": {name: text}, "sections": {name: bytes}}
 *   …   sections in that order, each at a multiple of 64
 * </pre>
 *
 * <p>Opened files are mapped into memory, so that only what is read takes time and memory.
 */
final class TensorFile {
  private static final byte[] MAGIC = "TWTENS01".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = 16;
  private static final int ALIGNED = 64;

  private final Map<String, String> facts;
  private final Map<String, ByteBuffer> sections;

  private TensorFile(Map<String, String> facts, Map<String, ByteBuffer> sections) {
    this.facts = facts;
    this.sections = sections;
  }

  /** The JSON part. */
  private record Header(Map<String, String> facts, Map<String, Integer> sections) {}

  /** The file's bytes. */
  static byte[] bytes(Map<String, String> facts, Map<String, byte[]> sections) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    sections.forEach((name, section) -> sizes.put(name, section.length));
    byte[] json = new Gson().toJson(new Header(facts, sizes)).getBytes(StandardCharsets.UTF_8);
    int total = HEAD + json.length;
    for (byte[] section : sections.values()) {
      total = aligned(total) + section.length;
    }
    ByteBuffer file = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    file.put(MAGIC).putInt(json.length).putInt(0).put(json);
    for (byte[] section : sections.values()) {
      file.position(aligned(file.position())).put(section);
    }
    return file.putInt(12, checksum(file)).array();
  }

  /**
   * Writes the file as a whole or not at all.
   *
   * @throws io.github.twinstream.error.DataException if it cannot be written
   */
  static void write(Path path, Map<String, String> facts, Map<String, byte[]> sections) {
    AtomicWrite.write(path, bytes(facts, sections));
  }

  /**
   * Maps a file into memory.
   *
   * @throws IOException if it cannot be read or is not whole; the message says why
   */
  static TensorFile open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  /**
   * Reads a file that is in memory.
   *
   * @throws IOException if it is not whole; the message says why
   */
  static TensorFile of(ByteBuffer bytes) throws IOException {
    ByteBuffer file = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (file.limit() < HEAD || !file.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new IOException("it is no file of tensors");
    }
    if (checksum(file) != file.getInt(12)) {
      throw new IOException("its checksum does not match");
    }
    try {
      byte[] json = new byte[file.getInt(8)];
      file.get(HEAD, json);
      Header header = new Gson().fromJson(new String(json, StandardCharsets.UTF_8), Header.class);
      Map<String, ByteBuffer> sections = new LinkedHashMap<>();
      int at = HEAD + json.length;
      for (Map.Entry<String, Integer> section : header.sections().entrySet()) {
        at = aligned(at);
        sections.put(
            section.getKey(), file.slice(at, section.getValue()).order(ByteOrder.LITTLE_ENDIAN));
        at += section.getValue();
      }
      return new TensorFile(header.facts(), sections);
    } catch (IndexOutOfBoundsException | JsonParseException e) {
      throw new IOException("its header does not fit its size", e);
    }
  }

  private static int checksum(ByteBuffer file) {
    CRC32C crc = new CRC32C();
    crc.update(file.duplicate().clear().position(HEAD));
    return (int) crc.getValue();
  }

  private static int aligned(int position) {
    return (position + ALIGNED - 1) / ALIGNED * ALIGNED;
  }

  /** A fact; throws if it is absent. */
  String fact(String name) throws IOException {
    String value = facts.get(name);
    if (value == null) {
      throw new IOException("it lacks the fact " + name);
    }
    return value;
  }

  /** A section's bytes, from position 0, little-endian; throws if it is absent. */
  ByteBuffer section(String name) throws IOException {
    ByteBuffer section = sections.get(name);
    if (section == null) {
      throw new IOException("it lacks the section " + name);
    }
    return section.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A section of float32 numbers. */
  float[] floats(String name) throws IOException {
    ByteBuffer section = section(name);
    float[] values = new float[section.remaining() / Float.BYTES];
    section.asFloatBuffer().get(values);
    return values;
  }

  /** The bytes of float32 numbers. */
  static byte[] bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
