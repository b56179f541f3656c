package io.github.twinstream.archive;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.json.RecordJson;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Gathers parts and writes them as one file, whole or not at all. */
public final class ArchiveWriter {
  private static final Gson JSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().serializeNulls().create();
  private static final int CHUNK = 1 << 14;

  private final String format;
  private final int major;
  private final int minor;
  private final Map<String, Content> parts = new LinkedHashMap<>();

  @FunctionalInterface
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * @param format what kind of archive it is
   * @param major its version
   * @param minor what was added to the version since
   */
  public ArchiveWriter(String format, int major, int minor) {
    this.format = format;
    this.major = major;
    this.minor = minor;
  }

  /** Adds a part of JSON. */
  public ArchiveWriter json(String name, JsonElement json) {
    return text(name, escapeHalves(JSON.toJson(json)) + "\n");
  }

  /** Adds a part of text, in UTF-8. */
  public ArchiveWriter text(String name, String text) {
    return bytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a part of bytes, which are not copied. */
  public ArchiveWriter bytes(String name, byte[] bytes) {
    return add(name, out -> out.write(bytes));
  }

  /**
   * Adds tensors as two parts: {@code name.json}, which lists them, and {@code name.bin}, their
   * values one behind the other as little-endian floats. The values are not copied.
   */
  public ArchiveWriter tensors(String name, List<Tensor> tensors) {
    List<Listed> listed = tensors.stream().map(t -> new Listed(t.name(), t.shape())).toList();
    json(name + ".json", RecordJson.toJson(listed));
    return add(
        name + ".bin",
        out -> {
          for (Tensor tensor : tensors) {
            write(tensor.values(), out);
          }
        });
  }

  /** A tensor without its values. */
  record Listed(String name, List<Long> shape) {}

  /**
   * Writes the file, replacing one that is there.
   *
   * @throws io.github.twinstream.error.DataException if it cannot be written; what was there before
   *     stays
   */
  public void write(Path file) {
    try (Progress.Task task = Progress.start("write " + file.getFileName(), parts.size())) {
      AtomicWrite.write(file, out -> writeTo(out, task));
    }
  }

  private void writeTo(OutputStream out, Progress.Task task) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      List<Manifest.Part> listed = new ArrayList<>();
      for (Map.Entry<String, Content> part : parts.entrySet()) {
        Interrupts.check("writing");
        Hashing hashing = put(zip, part.getKey(), part.getValue());
        listed.add(new Manifest.Part(part.getKey(), hashing.bytes(), hashing.sha256()));
        task.advance(1);
      }
      Manifest manifest = new Manifest(format, major, minor, listed);
      byte[] json = JSON.toJson(RecordJson.toJson(manifest)).getBytes(StandardCharsets.UTF_8);
      String hash = put(zip, Manifest.NAME, o -> o.write(json)).sha256();
      put(zip, Manifest.HASH, o -> o.write(hash.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  /**
   * Writes the part twice: once to know its size and sums, which a zip wants in front, once out.
   */
  private static Hashing put(ZipOutputStream zip, String name, Content content) throws IOException {
    Hashing hashing = new Hashing();
    CRC32 crc = new CRC32();
    content.writeTo(hashing.alongside(crc));
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(hashing.bytes());
    entry.setCompressedSize(hashing.bytes());
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
    return hashing;
  }

  private static void write(float[] values, OutputStream out) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      chunk.clear();
      chunk.asFloatBuffer().put(values, from, count);
      out.write(chunk.array(), 0, 4 * count);
    }
  }

  private ArchiveWriter add(String name, Content content) {
    if (parts.put(name, content) != null) {
      throw new IllegalArgumentException("two parts are named " + name);
    }
    return this;
  }

  /** Half surrogate pairs as JSON escapes: UTF-8 has no bytes for them. */
  private static String escapeHalves(String json) {
    StringBuilder out = null;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean whole =
          !Character.isSurrogate(c)
              || Character.isHighSurrogate(c)
                  && i + 1 < json.length()
                  && Character.isLowSurrogate(json.charAt(i + 1));
      if (whole && out == null) {
        i += Character.isSurrogate(c) ? 1 : 0;
        continue;
      }
      if (out == null) {
        out = new StringBuilder(json.length() + 64).append(json, 0, i);
      }
      if (!whole) {
        out.append(String.format("\\u%04x", (int) c));
      } else if (Character.isSurrogate(c)) {
        out.append(c).append(json.charAt(++i));
      } else {
        out.append(c);
      }
    }
    return out == null ? json : out.toString();
  }
}
