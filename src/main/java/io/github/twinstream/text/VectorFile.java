package io.github.twinstream.text;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * Reads the file that holds one encoder's vectors. Everything in it is little-endian:
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
 * <p>The hashes are sorted and the vectors aligned, so the file can also be searched where it lies
 * when it is mapped into memory. Reading streams: it needs memory for the hashes alone.
 */
final class VectorFile implements Closeable {
  static final byte[] MAGIC = "TWVECT01".getBytes(StandardCharsets.US_ASCII);
  static final int HEADER = 32;
  static final int CRC_AT = 24;

  private final InputStream in;
  private final CRC32C crc;
  private final long declaredCrc;
  private final int dimension;
  private final TextHash[] hashes;

  /** The file is not whole, is no such file, or is another encoder's; the message says which. */
  static final class CorruptException extends IOException {
    CorruptException(String message) {
      super(message);
    }
  }

  /** Takes vectors one after the other. */
  interface Sink {
    /**
     * @param index the position of the vector's hash
     * @param vector its bytes, overwritten after the call
     */
    void vector(int index, byte[] vector) throws IOException;
  }

  private VectorFile(
      InputStream in, CRC32C crc, long declaredCrc, int dimension, TextHash[] hashes) {
    this.in = in;
    this.crc = crc;
    this.declaredCrc = declaredCrc;
    this.dimension = dimension;
    this.hashes = hashes;
  }

  /**
   * Opens the file and reads all but the vectors.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws CorruptException if its size or header is wrong
   */
  static VectorFile open(Path path, String id) throws IOException {
    // the size of what was opened: the file behind the path may be replaced at any time
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    InputStream raw = new BufferedInputStream(Channels.newInputStream(channel), 1 << 18);
    try {
      long size = channel.size();
      byte[] head = raw.readNBytes(HEADER);
      ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
      if (head.length < HEADER || !header.slice(0, 8).equals(ByteBuffer.wrap(MAGIC))) {
        throw new CorruptException("it is no file of vectors");
      }
      int dimension = header.getInt(8);
      int idBytes = header.getInt(12);
      long count = header.getLong(16);
      if (dimension < 1
          || idBytes < 0
          || count < 0
          || count > Integer.MAX_VALUE / TextHash.BYTES
          || size != HEADER + idBytes + count * (TextHash.BYTES + 4L * dimension)) {
        throw new CorruptException("its size of " + size + " bytes is not what its header says");
      }
      CRC32C crc = new CRC32C();
      crc.update(head, 0, CRC_AT);
      InputStream in = new CheckedInputStream(raw, crc);
      if (!Arrays.equals(in.readNBytes(idBytes), padded(id))) {
        throw new CorruptException("it belongs to another encoder");
      }
      return new VectorFile(in, crc, header.getLong(CRC_AT), dimension, hashes(in, (int) count));
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** The id's bytes, filled up with zeros to a multiple of 16. */
  static byte[] padded(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, (bytes.length + 15) / 16 * 16);
  }

  private static TextHash[] hashes(InputStream in, int count) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(in.readNBytes(count * TextHash.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    TextHash[] hashes = new TextHash[count];
    for (int i = 0; i < count; i++) {
      hashes[i] = TextHash.read(bytes);
    }
    return hashes;
  }

  int dimension() {
    return dimension;
  }

  /** The hashes in ascending order; not a copy. */
  TextHash[] hashes() {
    return hashes;
  }

  /**
   * Hands out all vectors in the order of their hashes; once.
   *
   * @throws CorruptException if the checksum does not match, after the last vector: what the sink
   *     was given must then be forgotten
   */
  void forEachVector(Sink sink) throws IOException {
    byte[] vector = new byte[4 * dimension];
    for (int i = 0; i < hashes.length; i++) {
      in.readNBytes(vector, 0, vector.length);
      sink.vector(i, vector);
    }
    if (crc.getValue() != declaredCrc) {
      throw new CorruptException("its checksum does not match");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
