package io.github.twinstream;

import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.table.DataTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** The SHA-256 of what a comparison reads: equal data and parts give equal hashes. */
final class Fingerprint {
  private Fingerprint() {}

  /**
   * The hash of columns' cells and of the parts' rows.
   *
   * @param columns the columns, in this order
   * @param parts the row indexes of each part
   */
  static String of(DataTable table, Collection<String> columns, int[]... parts) {
    MessageDigest digest = sha256();
    for (String column : columns) {
      digest.update(column.getBytes(StandardCharsets.UTF_8));
      Interrupts.check("the hash of the rows");
      for (String token : table.tokens(column)) {
        digest.update((byte) (token == null ? 1 : 2));
        if (token != null) {
          digest.update(token.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    for (int[] rows : parts) {
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (rows.length + 1));
      bytes.putInt(rows.length);
      for (int row : rows) {
        bytes.putInt(row);
      }
      digest.update(bytes.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
