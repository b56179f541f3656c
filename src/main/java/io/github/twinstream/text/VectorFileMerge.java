package io.github.twinstream.text;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Writes a {@link VectorFile} from new vectors and, if there is one, an old file. Old vectors are
 * copied through, not held in memory; of a text in both, the old vector stays.
 */
final class VectorFileMerge {
  private final String id;
  private final int dimension;
  private final Map<TextHash, float[]> added;

  VectorFileMerge(String id, int dimension, Map<TextHash, float[]> added) {
    this.id = id;
    this.dimension = dimension;
    this.added = added;
  }

  String id() {
    return id;
  }

  int dimension() {
    return dimension;
  }

  /**
   * Writes the file and forces it to the disk.
   *
   * @param old the old file just opened, of the same id and dimension; {@code null} for none
   * @throws VectorFile.CorruptException if the old file's checksum does not match; what was written
   *     is then worth nothing
   */
  void write(Path target, VectorFile old) throws IOException {
    TextHash[] oldHashes = old == null ? new TextHash[0] : old.hashes();
    TreeMap<TextHash, float[]> fresh = new TreeMap<>(added);
    for (TextHash known : oldHashes) {
      fresh.remove(known);
    }
    CRC32C crc = new CRC32C();
    try (FileChannel channel =
        FileChannel.open(
            target,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      OutputStream out =
          new CheckedOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 18), crc);
      ByteBuffer header = header(oldHashes.length + fresh.size());
      channel.write(header.rewind());
      crc.update(header.array(), 0, VectorFile.CRC_AT);
      out.write(VectorFile.padded(id));
      out.write(sorted(fresh, oldHashes));
      writeVectors(out, fresh, old);
      out.flush();
      header.putLong(VectorFile.CRC_AT, crc.getValue());
      channel.write(header.rewind(), 0);
      channel.force(true);
    }
  }

  private ByteBuffer header(int count) {
    return ByteBuffer.allocate(VectorFile.HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(VectorFile.MAGIC)
        .putInt(dimension)
        .putInt(VectorFile.padded(id).length)
        .putLong(count)
        .putLong(0);
  }

  private static byte[] sorted(TreeMap<TextHash, float[]> fresh, TextHash[] oldHashes) {
    List<TextHash> all = new ArrayList<>(fresh.keySet());
    all.addAll(Arrays.asList(oldHashes));
    all.sort(null);
    ByteBuffer bytes =
        ByteBuffer.allocate(all.size() * TextHash.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    all.forEach(hash -> hash.write(bytes));
    return bytes.array();
  }

  private static void writeVectors(
      OutputStream out, TreeMap<TextHash, float[]> fresh, VectorFile old) throws IOException {
    Deque<Map.Entry<TextHash, float[]>> waiting = new ArrayDeque<>(fresh.entrySet());
    if (old != null) {
      old.forEachVector(
          (index, vector) -> {
            while (!waiting.isEmpty()
                && waiting.peek().getKey().compareTo(old.hashes()[index]) < 0) {
              out.write(bytes(waiting.poll().getValue()));
            }
            out.write(vector);
          });
    }
    for (Map.Entry<TextHash, float[]> rest : waiting) {
      out.write(bytes(rest.getValue()));
    }
  }

  private static byte[] bytes(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }
}
