package io.github.twinstream.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A matrix of float32 rows as int8 codes with one scale a row: {@code value = code · scale}, the
 * scale being the row's largest number in size over 127.
 */
final class RowCodes {
  private final ByteBuffer codes;
  private final float[] scales;
  private final int columns;

  private RowCodes(ByteBuffer codes, float[] scales, int columns) {
    this.codes = codes;
    this.scales = scales;
    this.columns = columns;
  }

  /**
   * Codes a matrix into two sections of a {@link TensorFile}.
   *
   * @param values the matrix, row by row
   */
  static void put(Map<String, byte[]> sections, String name, float[] values, int columns) {
    int rows = values.length / columns;
    byte[] codes = new byte[values.length];
    float[] scales = new float[rows];
    for (int row = 0; row < rows; row++) {
      int from = row * columns;
      float largest = 0;
      for (int c = 0; c < columns; c++) {
        largest = Math.max(largest, Math.abs(values[from + c]));
      }
      scales[row] = largest / 127;
      for (int c = 0; c < columns && largest > 0; c++) {
        codes[from + c] = (byte) Math.round(values[from + c] / scales[row]);
      }
    }
    sections.put(name, codes);
    sections.put(scales(name), TensorFile.bytes(scales));
  }

  /** The matrix of these sections. */
  static RowCodes of(TensorFile file, String name) throws IOException {
    ByteBuffer codes = file.section(name);
    float[] scales = file.floats(scales(name));
    if (scales.length == 0 || codes.remaining() % scales.length != 0) {
      throw new IOException("its section " + name + " has no whole rows");
    }
    return new RowCodes(codes, scales, codes.remaining() / scales.length);
  }

  private static String scales(String name) {
    return name + ".scales";
  }

  int rows() {
    return scales.length;
  }

  int columns() {
    return columns;
  }

  /** The scale of each row. */
  float[] scales() {
    return scales.clone();
  }

  /** The codes, column by column: columns × rows. */
  byte[] transposed() {
    byte[] turned = new byte[rows() * columns];
    byte[] line = new byte[columns];
    for (int row = 0; row < rows(); row++) {
      codes.get(row * columns, line);
      for (int c = 0; c < columns; c++) {
        turned[c * rows() + row] = line[c];
      }
    }
    return turned;
  }

  /** Adds the row times a factor to the target. */
  void add(int row, float factor, float[] target, int at) {
    byte[] line = new byte[columns];
    codes.get(row * columns, line);
    float scale = factor * scales[row];
    for (int c = 0; c < columns; c++) {
      target[at + c] += scale * line[c];
    }
  }

  /** All rows as float32 numbers. */
  float[] decoded() {
    float[] values = new float[rows() * columns];
    for (int row = 0; row < rows(); row++) {
      add(row, 1, values, row * columns);
    }
    return values;
  }
}
