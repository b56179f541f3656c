package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointIndexTest {
  // BundleEntryProto: dtype 1 (float), shape [3, 300], offset 1000, size 3600, crc 0x01020304
  private static final byte[] FLOATS =
      bytes(8, 1, 18, 9, 18, 2, 8, 3, 18, 3, 8, 0xac, 2, 32, 0xe8, 7, 40, 0x90, 28, 53, 4, 3, 2, 1);
  // dtype 9 (int64), no shape, and a field that is not read
  private static final byte[] COUNTER = bytes(8, 9, 24, 0, 40, 8);

  @Test
  void readsNamesWithSharedBeginningsAndTheirEntries() {
    CheckpointIndex index = CheckpointIndex.parse(file());
    assertEquals(List.of("layer/bias", "layer/kernel"), List.copyOf(index.entries().keySet()));
    CheckpointIndex.Entry bias = index.entries().get("layer/bias");
    assertEquals(List.of(3L, 300L), bias.shape());
    assertEquals(1000, bias.offset());
    assertEquals(3600, bias.bytes());
    assertEquals(0x01020304, bias.maskedCrc());
    assertFalse(index.entries().get("layer/kernel").isFloat());
  }

  @Test
  void refusesOtherFiles() {
    refuses(new byte[100], "it is no index of a TensorFlow checkpoint");
    refuses(new byte[3], "it is no index of a TensorFlow checkpoint");
  }

  @Test
  void refusesADamagedFile() {
    byte[] file = file();
    Arrays.fill(file, file.length - 48, file.length - 40, (byte) 0x7f);
    refuses(file, "it is a damaged index of a TensorFlow checkpoint");
  }

  @Test
  void refusesCompressedBlocks() {
    byte[] file = file();
    file[block().length] = 1;
    refuses(file, "its blocks are compressed, which is not supported");
  }

  private static void refuses(byte[] file, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> CheckpointIndex.parse(file));
    assertEquals(message, e.getMessage());
  }

  /** A data block, an index block with its handle, and the footer. */
  private static byte[] file() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = block();
    out.writeBytes(block);
    out.writeBytes(new byte[5]);
    byte[] handle = bytes(0, block.length);
    ByteArrayOutputStream pointers = new ByteArrayOutputStream();
    pair(pointers, 0, "z", handle);
    restarts(pointers);
    int at = out.size();
    out.writeBytes(pointers.toByteArray());
    out.writeBytes(new byte[5]);
    ByteBuffer footer = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    footer.put(bytes(0, 0, at, pointers.size()));
    footer.putLong(40, 0xdb4775248b80fb57L);
    out.writeBytes(footer.array());
    return out.toByteArray();
  }

  private static byte[] block() {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    pair(block, 0, "", new byte[0]);
    pair(block, 0, "layer/bias", FLOATS);
    pair(block, "layer/".length(), "kernel", COUNTER);
    restarts(block);
    return block.toByteArray();
  }

  private static void pair(ByteArrayOutputStream out, int shared, String rest, byte[] value) {
    out.write(shared);
    out.write(rest.length());
    out.write(value.length);
    out.writeBytes(rest.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(value);
  }

  /** One restart point, at 0. */
  private static void restarts(ByteArrayOutputStream out) {
    out.writeBytes(bytes(0, 0, 0, 0, 1, 0, 0, 0));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
