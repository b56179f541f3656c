package io.github.twinstream.text;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The index file of a TensorFlow checkpoint ("tensor bundle"): where in the data file each tensor
 * lies. The file is a sorted string table as LevelDB writes it (blocks of prefix-compressed keys, a
 * block of block handles, a footer of 48 bytes); its values are {@code BundleEntryProto} messages.
 * Read are tables without block compression, which is what TensorFlow writes.
 */
final class CheckpointIndex {
  private static final long MAGIC = 0xdb4775248b80fb57L;
  private static final int FOOTER = 48;
  private static final int FLOAT = 1;

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * One tensor's place.
   *
   * @param shape its dimensions
   * @param offset its first byte in the data file
   * @param bytes how many bytes it takes
   * @param maskedCrc its CRC-32C, masked as TensorFlow does
   * @param isFloat whether it holds float32 numbers
   */
  record Entry(List<Long> shape, long offset, long bytes, int maskedCrc, boolean isFloat) {}

  private CheckpointIndex() {}

  /**
   * Parses the file.
   *
   * @throws IllegalArgumentException if it is no such file
   */
  static CheckpointIndex parse(byte[] file) {
    CheckpointIndex index = new CheckpointIndex();
    try {
      ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      if (file.length < FOOTER || bytes.getLong(file.length - 8) != MAGIC) {
        throw new IllegalArgumentException("it is no index of a TensorFlow checkpoint");
      }
      ByteBuffer footer = part(bytes, file.length - FOOTER, FOOTER);
      varint(footer);
      varint(footer);
      for (ByteBuffer handle : block(bytes, footer).values()) {
        block(bytes, handle)
            .forEach(
                (key, value) -> {
                  if (!key.isEmpty()) {
                    index.entries.put(key, entry(value));
                  }
                });
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("it is a damaged index of a TensorFlow checkpoint", e);
    }
    return index;
  }

  /** The tensors by name, in the order of the names. */
  Map<String, Entry> entries() {
    return entries;
  }

  /** The keys and values of the block that the handle points to. */
  private static Map<String, ByteBuffer> block(ByteBuffer file, ByteBuffer handle) {
    int offset = (int) varint(handle);
    int size = (int) varint(handle);
    if (file.get(offset + size) != 0) {
      throw new IllegalArgumentException("its blocks are compressed, which is not supported");
    }
    int restarts = file.getInt(offset + size - 4);
    ByteBuffer block = part(file, offset, size - 4 - 4 * restarts);
    Map<String, ByteBuffer> pairs = new LinkedHashMap<>();
    byte[] key = new byte[0];
    while (block.hasRemaining()) {
      int shared = (int) varint(block);
      int fresh = (int) varint(block);
      int length = (int) varint(block);
      byte[] next = new byte[shared + fresh];
      System.arraycopy(key, 0, next, 0, shared);
      block.get(next, shared, fresh);
      key = next;
      pairs.put(new String(key, StandardCharsets.UTF_8), part(block, block.position(), length));
      block.position(block.position() + length);
    }
    return pairs;
  }

  /** dtype = 1, shape = 2, shard = 3, offset = 4, size = 5, crc32c = 6. */
  private static Entry entry(ByteBuffer message) {
    List<Long> shape = new ArrayList<>();
    long type = 0;
    long offset = 0;
    long size = 0;
    int crc = 0;
    while (message.hasRemaining()) {
      int tag = (int) varint(message);
      switch (tag) {
        case 1 << 3 -> type = varint(message);
        case 2 << 3 | 2 -> shape = shape(nested(message));
        case 4 << 3 -> offset = varint(message);
        case 5 << 3 -> size = varint(message);
        case 6 << 3 | 5 -> crc = message.getInt();
        default -> skip(message, tag & 7);
      }
    }
    return new Entry(shape, offset, size, crc, type == FLOAT);
  }

  /** dim = 2, whose size = 1. */
  private static List<Long> shape(ByteBuffer message) {
    List<Long> shape = new ArrayList<>();
    while (message.hasRemaining()) {
      int tag = (int) varint(message);
      if (tag != (2 << 3 | 2)) {
        skip(message, tag & 7);
        continue;
      }
      ByteBuffer dimension = nested(message);
      long size = 0;
      while (dimension.hasRemaining()) {
        int field = (int) varint(dimension);
        if (field == 1 << 3) {
          size = varint(dimension);
        } else {
          skip(dimension, field & 7);
        }
      }
      shape.add(size);
    }
    return shape;
  }

  private static void skip(ByteBuffer message, int wireType) {
    switch (wireType) {
      case 0 -> varint(message);
      case 1 -> message.getLong();
      case 2 -> nested(message);
      case 5 -> message.getInt();
      default -> throw new IllegalArgumentException("it holds an entry of unknown form");
    }
  }

  private static ByteBuffer nested(ByteBuffer message) {
    int length = (int) varint(message);
    ByteBuffer inner = part(message, message.position(), length);
    message.position(message.position() + length);
    return inner;
  }

  private static ByteBuffer part(ByteBuffer of, int offset, int length) {
    return of.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long varint(ByteBuffer from) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = from.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("it holds a number that does not end");
  }
}
