package io.github.twinstream.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A matrix of float32 rows as 4-bit codes from −7 to 7 with one scale a row, {@code value = code ·
 * scale}, half a byte a number. Of the scales only the upper 16 bits are kept. A row's scale is
 * that of five which gives the least squared error: clipping the largest numbers costs less than
 * coarse steps for all.
 *
 * <p>The first half of a row is in the upper half of its bytes, the second in the lower.
 */
final class HalfByteCodes {
  private static final int LARGEST = 7;
  private static final float[] CLIPS = {0.6f, 0.7f, 0.8f, 0.9f, 1};

  private final byte[] codes;
  private final float[] scales;
  private final int half;
  private final AtomicReferenceArray<float[]> decoded;

  private HalfByteCodes(byte[] codes, float[] scales, int half) {
    this.codes = codes;
    this.scales = scales;
    this.half = half;
    this.decoded = new AtomicReferenceArray<>(scales.length);
  }

  /**
   * Codes rows into two sections of a {@link TensorFile}.
   *
   * @param rows rows of one even length
   */
  static void put(Map<String, byte[]> sections, String name, float[][] rows) {
    int half = rows[0].length / 2;
    byte[] codes = new byte[rows.length * half];
    ByteBuffer scales = ByteBuffer.allocate(2 * rows.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int r = 0; r < rows.length; r++) {
      float scale = bestScale(rows[r]);
      scales.putShort((short) (Float.floatToRawIntBits(scale) >>> 16));
      for (int i = 0; i < half; i++) {
        int upper = code(rows[r][i], scale);
        int lower = code(rows[r][half + i], scale);
        codes[r * half + i] = (byte) (upper << 4 | lower & 0xf);
      }
    }
    sections.put(name, codes);
    sections.put(scales(name), scales.array());
  }

  private static float bestScale(float[] row) {
    float largest = 0;
    for (float value : row) {
      largest = Math.max(largest, Math.abs(value));
    }
    float best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (float clip : CLIPS) {
      float scale = clip * largest / LARGEST;
      // as it will be read
      scale = Float.intBitsToFloat(Float.floatToRawIntBits(scale) >>> 16 << 16);
      double error = 0;
      for (float value : row) {
        double miss = value - (double) code(value, scale) * scale;
        error += miss * miss;
      }
      if (error < least) {
        least = error;
        best = scale;
      }
    }
    return best;
  }

  private static int code(float value, float scale) {
    return scale == 0 ? 0 : Math.max(-LARGEST, Math.min(LARGEST, Math.round(value / scale)));
  }

  /** The matrix of these sections. */
  static HalfByteCodes of(TensorFile file, String name) throws IOException {
    ByteBuffer codes = file.section(name);
    ByteBuffer scales = file.section(scales(name));
    int rows = scales.remaining() / 2;
    if (rows == 0 || codes.remaining() % rows != 0) {
      throw new IOException("its section " + name + " has no whole rows");
    }
    float[] decoded = new float[rows];
    for (int r = 0; r < rows; r++) {
      decoded[r] = Float.intBitsToFloat(scales.getShort() << 16);
    }
    byte[] bytes = new byte[codes.remaining()];
    codes.get(bytes);
    return new HalfByteCodes(bytes, decoded, bytes.length / rows);
  }

  private static String scales(String name) {
    return name + ".scales";
  }

  int rows() {
    return scales.length;
  }

  int columns() {
    return 2 * half;
  }

  /**
   * The row as float32 numbers; not to be written to. Decoded when first asked for, since a few
   * thousand rows make up most texts, and adding float32 numbers is ten times faster.
   */
  float[] row(int row) {
    float[] known = decoded.getAcquire(row);
    if (known == null) {
      known = decode(row);
      decoded.setRelease(row, known);
    }
    return known;
  }

  private float[] decode(int row) {
    float[] values = new float[2 * half];
    int from = row * half;
    for (int i = 0; i < half; i++) {
      int pair = codes[from + i];
      values[i] = scales[row] * (pair >> 4);
      values[half + i] = scales[row] * (pair << 28 >> 28);
    }
    return values;
  }
}
