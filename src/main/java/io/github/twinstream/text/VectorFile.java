package io.github.twinstream.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads the file that holds one encoder's vectors, where it lies: it is mapped into memory and
 * searched by bisection. Everything in it is little-endian:
 *
 * <pre>
 *   0   8 bytes  "TWVECT01"
 *   8   int      dimension d
 *  12   int      bytes that the id takes, a multiple of 16
 *  16   long     number of vectors n
 *  24   long     CRC-32C of all other bytes
 *  32   id       the encoder's id, UTF-8, filled up with zeros
 *   …   n × 16   hashes of the texts, ascending
 *   …   n × 4d   vectors in the order of the hashes, float32
 * </pre>
 *
 * <p>A file has 2 GiB at most. A mapped file stays readable when another takes its place.
 */
final class VectorFile {
  static final byte[] MAGIC = "TWVECT01".getBytes(StandardCharsets.US_ASCII);
  static final int HEADER = 32;
  static final int CRC_AT = 24;

  private final ByteBuffer file;
  private final String id;
  private final int dimension;
  private final int count;
  private final int hashesAt;
  private final int vectorsAt;

  /** The file is not whole, is no such file, or is another encoder's; the message says which. */
  static final class CorruptException extends IOException {
    CorruptException(String message) {
      super(message);
    }
  }

  private VectorFile(ByteBuffer file) throws CorruptException {
    this.file = file;
    int size = file.limit();
    if (size < HEADER || !file.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new CorruptException("it is no file of vectors");
    }
    dimension = file.getInt(8);
    int idBytes = file.getInt(12);
    long vectors = file.getLong(16);
    if (dimension < 1
        || idBytes < 0
        || vectors < 0
        || vectors > Integer.MAX_VALUE / TextHash.BYTES
        || size != HEADER + idBytes + vectors * (TextHash.BYTES + 4L * dimension)) {
      throw new CorruptException("its size of " + size + " bytes is not what its header says");
    }
    byte[] name = new byte[idBytes];
    file.get(HEADER, name);
    id = new String(name, StandardCharsets.UTF_8).replace("\0", "");
    count = (int) vectors;
    hashesAt = HEADER + idBytes;
    vectorsAt = hashesAt + count * TextHash.BYTES;
  }

  /**
   * Opens an encoder's file and tests its checksum.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws CorruptException if it is not whole or another encoder's
   */
  static VectorFile open(Path path, String id) throws IOException {
    VectorFile opened = head(path);
    if (!Arrays.equals(padded(opened.id), padded(id))) {
      throw new CorruptException("it belongs to another encoder");
    }
    CRC32C crc = new CRC32C();
    crc.update(opened.file.slice(0, CRC_AT));
    crc.update(opened.file.slice(HEADER, opened.file.limit() - HEADER));
    if (crc.getValue() != opened.file.getLong(CRC_AT)) {
      throw new CorruptException("its checksum does not match");
    }
    return opened;
  }

  /** Opens any encoder's file without reading more than its header. */
  static VectorFile head(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new CorruptException("its size of " + size + " bytes is not what its header says");
      }
      return new VectorFile(
          channel.map(FileChannel.MapMode.READ_ONLY, 0, size).order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  /** The id's bytes, filled up with zeros to a multiple of 16. */
  static byte[] padded(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, (bytes.length + 15) / 16 * 16);
  }

  String id() {
    return id;
  }

  int dimension() {
    return dimension;
  }

  int count() {
    return count;
  }

  /** The hash at the position; hashes ascend. */
  TextHash hash(int index) {
    int at = hashesAt + index * TextHash.BYTES;
    return new TextHash(file.getLong(at), file.getLong(at + Long.BYTES));
  }

  /** The vector's position, negative if it is not here. */
  int find(TextHash wanted) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int compared = hash(middle).compareTo(wanted);
      if (compared == 0) {
        return middle;
      }
      if (compared < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** The vector at the position. */
  float[] vector(int index) {
    float[] vector = new float[dimension];
    bytes(index).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }

  /** The bytes of the vector at the position. */
  ByteBuffer bytes(int index) {
    return file.slice(vectorsAt + index * Float.BYTES * dimension, Float.BYTES * dimension);
  }
}
