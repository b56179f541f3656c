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
   * @param old the old file, of the same id and dimension; {@code null} for none
   */
  void write(Path target, VectorFile old) throws IOException {
    TreeMap<TextHash, float[]> fresh = new TreeMap<>(added);
    if (old != null) {
      fresh.keySet().removeIf(hash -> old.find(hash) >= 0);
    }
    int oldCount = old == null ? 0 : old.count();
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
      ByteBuffer header = header(oldCount + fresh.size());
      channel.write(header.rewind());
      crc.update(header.array(), 0, VectorFile.CRC_AT);
      out.write(VectorFile.padded(id));
      out.write(sorted(fresh, old));
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

  private static byte[] sorted(TreeMap<TextHash, float[]> fresh, VectorFile old) {
    List<TextHash> all = new ArrayList<>(fresh.keySet());
    for (int i = 0; old != null && i < old.count(); i++) {
      all.add(old.hash(i));
    }
    all.sort(null);
    ByteBuffer bytes =
        ByteBuffer.allocate(all.size() * TextHash.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    all.forEach(hash -> hash.write(bytes));
    return bytes.array();
  }

  private static void writeVectors(
      OutputStream out, TreeMap<TextHash, float[]> fresh, VectorFile old) throws IOException {
    Deque<Map.Entry<TextHash, float[]>> waiting = new ArrayDeque<>(fresh.entrySet());
    for (int i = 0; old != null && i < old.count(); i++) {
      while (!waiting.isEmpty() && waiting.peek().getKey().compareTo(old.hash(i)) < 0) {
        out.write(bytes(waiting.poll().getValue()));
      }
      byte[] copied = new byte[Float.BYTES * old.dimension()];
      old.bytes(i).get(copied);
      out.write(copied);
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
