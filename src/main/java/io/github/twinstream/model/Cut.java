package io.github.twinstream.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A batch's inputs outside the engine: native buffers that grow to the largest batch and are used
 * again. Tensors made of a cut share its memory on the CPU, so it may be filled again only when the
 * batch is done.
 */
public final class Cut {
  /**
   * Bytes that a buffer's address is a multiple of, as the engine's own tensors: matrix products
   * add up in another order from other addresses, and the same seed is to give the same numbers.
   */
  private static final int ALIGNMENT = 64;

  private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

  private ByteBuffer ids = NOTHING;
  private ByteBuffer mask = NOTHING;
  private ByteBuffer numbers = NOTHING;
  private ByteBuffer labels = NOTHING;
  private int[] groups = new int[0];
  private int rows;

  /** Makes room; the buffers are empty afterwards. */
  void clear(int newRows, int idWidth, int maskWidth, int numberWidth) {
    rows = newRows;
    ids = room(ids, idWidth);
    mask = room(mask, maskWidth);
    numbers = room(numbers, numberWidth);
    labels = room(labels, 1);
    groups = groups.length >= rows ? groups : new int[rows];
  }

  private ByteBuffer room(ByteBuffer buffer, int width) {
    int bytes = Math.multiplyExact(Math.multiplyExact(rows, width), Float.BYTES);
    ByteBuffer large =
        buffer.capacity() >= bytes
            ? buffer
            : ByteBuffer.allocateDirect(bytes + ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .order(ByteOrder.nativeOrder());
    return large.clear().limit(bytes);
  }

  /** How many rows it holds. */
  public int rows() {
    return rows;
  }

  /** One label a row. */
  public ByteBuffer labels() {
    return labels.rewind();
  }

  /** One group a row, 0 throughout if the rows have none; a copy. */
  public int[] groups() {
    return Arrays.copyOf(groups, rows);
  }

  ByteBuffer ids() {
    return ids.rewind();
  }

  ByteBuffer mask() {
    return mask.rewind();
  }

  ByteBuffer numbers() {
    return numbers.rewind();
  }

  void id(int id) {
    ids.putInt(id);
  }

  void masked(float present) {
    mask.putFloat(present);
  }

  void number(float number) {
    numbers.putFloat(number);
  }

  void group(int place, int group) {
    groups[place] = group;
  }

  void label(float label) {
    labels.putFloat(label);
  }
}
