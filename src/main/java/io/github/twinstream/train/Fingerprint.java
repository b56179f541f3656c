package io.github.twinstream.train;

import io.github.twinstream.feature.RowSource;
import io.github.twinstream.json.RecordJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Tells the rows of one training from those of another: their numbers, their schema, and up to 4096
 * rows of each part.
 *
 * @param train training rows
 * @param valid validation rows
 * @param sum a checksum over the schema and the rows that were looked at
 */
record Fingerprint(int train, int valid, long sum) {
  private static final int LOOKED_AT = 4096;

  static Fingerprint of(RowSource train, RowSource valid) {
    CRC32 crc = new CRC32();
    crc.update(RecordJson.toJson(train.schema()).toString().getBytes(StandardCharsets.UTF_8));
    add(train, crc);
    add(valid, crc);
    return new Fingerprint(train.rows(), valid.rows(), crc.getValue());
  }

  private static void add(RowSource rows, CRC32 crc) {
    int[] ids = new int[rows.schema().idWidth()];
    float[] numbers = new float[rows.schema().numericWidth()];
    ByteBuffer bytes = ByteBuffer.allocate(4 * (ids.length + numbers.length + 2));
    int looked = Math.min(LOOKED_AT, rows.rows());
    for (int i = 0; i < looked; i++) {
      int row = (int) ((long) i * rows.rows() / looked);
      rows.ids(row, ids);
      rows.numbers(row, numbers);
      bytes.clear();
      for (int id : ids) {
        bytes.putInt(id);
      }
      for (float number : numbers) {
        bytes.putFloat(number);
      }
      bytes.putFloat(rows.label(row));
      bytes.putInt(rows.grouped() ? rows.group(row) : 0);
      crc.update(bytes.flip());
    }
  }

  @Override
  public String toString() {
    return String.format("%,d and %,d rows (sum %08x)", train, valid, sum);
  }
}
