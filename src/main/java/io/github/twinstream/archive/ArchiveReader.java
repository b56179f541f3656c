package io.github.twinstream.archive;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.json.RecordJson;
import io.github.twinstream.progress.Interrupts;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads a file that {@link ArchiveWriter} wrote, and trusts nothing in it: names, sizes and hashes
 * are held against the manifest, the manifest against its own hash, and all sizes against the
 * file's. Nothing is unpacked to disk.
 */
public final class ArchiveReader implements AutoCloseable {
  private static final int LARGEST_MANIFEST = 1 << 20;
  private static final int CHUNK = 1 << 16;

  private final Path file;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new HashMap<>();
  private final Map<String, Manifest.Part> parts = new LinkedHashMap<>();
  private final Set<String> verified = new HashSet<>();

  private ArchiveReader(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /**
   * Opens a file and checks what it says of itself.
   *
   * @param file the file
   * @param format the kind of archive that is wanted
   * @param major the version that is known
   * @throws DataException if there is no such file, it is damaged, of another kind or version
   */
  public static ArchiveReader open(Path file, String format, int major) {
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          "cannot open "
              + Messages.quote(file.toString())
              + ": "
              + (Files.isDirectory(file) ? "it is a folder; name a file" : "there is no such file")
              + "; is the path right?");
    }
    ZipFile zip = null;
    try {
      zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
      ArchiveReader reader = new ArchiveReader(file, zip);
      reader.check(format, major);
      return reader;
    } catch (DataException e) {
      close(zip, e);
      throw e;
    } catch (IOException | RuntimeException e) {
      close(zip, e);
      throw damaged(file, "it is no readable zip: " + e.getMessage(), e);
    }
  }

  private static void close(ZipFile zip, Exception reason) {
    try {
      if (zip != null) {
        zip.close();
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private void check(String format, int major) throws IOException {
    long size = Files.size(file);
    long sum = 0;
    for (ZipEntry entry : zip.stream().toList()) {
      String name = entry.getName();
      if (entries.put(name, entry) != null) {
        throw damaged("part " + Messages.quote(name) + " comes twice");
      }
      if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
        throw damaged("part " + Messages.quote(name) + " is compressed, which none may be");
      }
      sum += Math.max(0, entry.getSize());
      if (entry.getSize() < 0 || entry.getSize() > size || sum > size) {
        throw damaged(
            String.format(
                "part %s claims %,d bytes in a file of %,d",
                Messages.quote(name), entry.getSize(), size));
      }
    }
    Manifest manifest = manifest();
    if (!manifest.format().equals(format)) {
      throw new DataException(
          "cannot open "
              + Messages.quote(file.toString())
              + ": it is a "
              + Messages.quote(manifest.format())
              + ", wanted is a "
              + Messages.quote(format));
    }
    if (manifest.major() != major) {
      throw new DataException(
          String.format(
              "cannot open %s: it has format version %d.%d, this program reads version %d; %s",
              Messages.quote(file.toString()),
              manifest.major(),
              manifest.minor(),
              major,
              manifest.major() > major
                  ? "take a newer Twinstream"
                  : "take the Twinstream that wrote it, and save it anew"));
    }
    for (Manifest.Part part : manifest.parts()) {
      ZipEntry entry = entries.get(part.name());
      if (entry == null || entry.getSize() != part.bytes()) {
        throw damaged(
            "part " + Messages.quote(part.name()) + (entry == null ? " is missing" : " is cut"));
      }
      if (parts.put(part.name(), part) != null) {
        throw damaged("the manifest names " + Messages.quote(part.name()) + " twice");
      }
    }
    for (String name : entries.keySet()) {
      if (!parts.containsKey(name) && !name.equals(Manifest.NAME) && !name.equals(Manifest.HASH)) {
        throw damaged("part " + Messages.quote(name) + " is not in the manifest");
      }
    }
  }

  private Manifest manifest() throws IOException {
    ZipEntry entry = entries.get(Manifest.NAME);
    ZipEntry hash = entries.get(Manifest.HASH);
    if (entry == null || hash == null) {
      throw damaged("it has no " + (entry == null ? Manifest.NAME : Manifest.HASH));
    }
    if (entry.getSize() > LARGEST_MANIFEST || hash.getSize() != 64) {
      throw damaged(
          "its manifest has "
              + entry.getSize()
              + " bytes and a hash of "
              + hash.getSize()
              + ": at most "
              + LARGEST_MANIFEST
              + " and 64 are allowed");
    }
    Hashing hashing = new Hashing();
    byte[] json;
    try (InputStream in = hashing.around(zip.getInputStream(entry))) {
      json = in.readAllBytes();
    }
    try (InputStream in = zip.getInputStream(hash)) {
      String wanted = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      if (!hashing.sha256().equals(wanted)) {
        throw damaged("the manifest does not have the hash that was written with it");
      }
    }
    return RecordJson.fromJson(parse(Manifest.NAME, json), Manifest.class, "the manifest");
  }

  /** Whether there is a part of this name. */
  public boolean has(String name) {
    return parts.containsKey(name);
  }

  /**
   * The part as bytes.
   *
   * @throws DataException if it is missing, damaged, or larger than an array can be
   */
  public byte[] bytes(String name) {
    Manifest.Part part = part(name);
    if (part.bytes() > Integer.MAX_VALUE - 8) {
      throw damaged("part " + Messages.quote(name) + " is too large: " + part.bytes() + " bytes");
    }
    return read(part, in -> in.readNBytes((int) part.bytes()));
  }

  /** The part as text. */
  public String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /** The part as JSON. */
  public JsonElement json(String name) {
    return parse(name, bytes(name));
  }

  /** The part as the record that it holds. */
  public <T> T record(String name, Class<T> type) {
    return RecordJson.fromJson(json(name), type, name);
  }

  /**
   * The tensors of this name, in the order in which they were written.
   *
   * @throws DataException if they are missing or damaged, or their shapes do not give the part's
   *     size
   */
  public List<Tensor> tensors(String name) {
    List<ArchiveWriter.Listed> listed =
        List.of(record(name + ".json", ArchiveWriter.Listed[].class));
    Manifest.Part part = part(name + ".bin");
    long rest = part.bytes();
    for (ArchiveWriter.Listed tensor : listed) {
      long values = size(tensor, part.bytes() / 4);
      rest -= 4 * values;
    }
    if (rest != 0) {
      throw damaged(
          "the tensors of " + Messages.quote(name) + " do not add up to the bytes that are there");
    }
    return read(
        part,
        in -> {
          List<Tensor> tensors = new ArrayList<>();
          for (ArchiveWriter.Listed tensor : listed) {
            float[] values = floats(in, (int) size(tensor, part.bytes() / 4));
            tensors.add(new Tensor(tensor.name(), tensor.shape(), values));
          }
          return tensors;
        });
  }

  /** Holds the parts that were not read against their hashes. */
  public void verifyRest() {
    for (Manifest.Part part : parts.values()) {
      if (!verified.contains(part.name())) {
        read(part, in -> in.transferTo(OutputStream.nullOutputStream()));
      }
    }
  }

  private long size(ArchiveWriter.Listed tensor, long most) {
    long size = 1;
    for (long length : tensor.shape()) {
      if (length < 0 || length > most || size * length > most) {
        throw damaged(
            "tensor " + Messages.quote(tensor.name()) + " claims the shape " + tensor.shape());
      }
      size *= length;
    }
    if (size > Integer.MAX_VALUE - 8) {
      throw damaged("tensor " + Messages.quote(tensor.name()) + " is too large: " + size);
    }
    return size;
  }

  private static float[] floats(InputStream in, int count) throws IOException {
    float[] values = new float[count];
    byte[] chunk = new byte[CHUNK];
    for (int from = 0; from < count; from += CHUNK / 4) {
      int some = Math.min(CHUNK / 4, count - from);
      if (in.readNBytes(chunk, 0, 4 * some) < 4 * some) {
        throw new EOFException("the file ends within a tensor");
      }
      ByteBuffer.wrap(chunk, 0, 4 * some)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values, from, some);
    }
    return values;
  }

  private Manifest.Part part(String name) {
    Manifest.Part part = parts.get(name);
    if (part == null) {
      throw damaged("it has no part " + Messages.quote(name));
    }
    return part;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(InputStream in) throws IOException;
  }

  private <T> T read(Manifest.Part part, Reading<T> reading) {
    Interrupts.check("reading " + file);
    Hashing hashing = new Hashing();
    try (InputStream in = hashing.around(zip.getInputStream(entries.get(part.name())))) {
      T result = reading.from(in);
      if (hashing.bytes() != part.bytes() || !hashing.sha256().equals(part.sha256())) {
        throw damaged(
            "part "
                + Messages.quote(part.name())
                + " does not have the hash that was written with it");
      }
      verified.add(part.name());
      return result;
    } catch (IOException e) {
      throw damaged(file, "part " + Messages.quote(part.name()) + ": " + e.getMessage(), e);
    }
  }

  private JsonElement parse(String name, byte[] json) {
    try {
      return JsonParser.parseString(new String(json, StandardCharsets.UTF_8));
    } catch (JsonParseException e) {
      throw damaged(file, "part " + Messages.quote(name) + " is no JSON: " + e.getMessage(), e);
    }
  }

  private DataException damaged(String what) {
    return damaged(file, what, null);
  }

  private static DataException damaged(Path file, String what, Exception cause) {
    return new DataException(
        "cannot open "
            + Messages.quote(file.toString())
            + ": "
            + what
            + "; the file is damaged or was changed: take another copy, or save it anew",
        cause);
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw damaged(file, String.valueOf(e.getMessage()), e);
    }
  }
}
