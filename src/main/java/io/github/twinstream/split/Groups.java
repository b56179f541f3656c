package io.github.twinstream.split;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.RowKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The rows of each group, groups in the order in which they are first seen. */
final class Groups {
  private final int[] codes;
  private final int[][] rows;

  private Groups(int[] codes, int count) {
    this.codes = codes;
    int[] sizes = new int[count];
    for (int code : codes) {
      sizes[code]++;
    }
    rows = new int[count][];
    Arrays.setAll(rows, group -> new int[sizes[group]]);
    int[] filled = new int[count];
    for (int row = 0; row < codes.length; row++) {
      rows[codes[row]][filled[codes[row]]++] = row;
    }
  }

  /**
   * @throws DataException if there is no such column, or a row belongs to no group
   */
  static Groups by(DataTable table, String column) {
    RowKeys keys = RowKeys.skippingMissing();
    int[] codes = keys.of(table, List.of(column));
    long missing = Arrays.stream(codes).filter(code -> code == RowKeys.MISSING).count();
    if (missing > 0) {
      throw missing("group", column, missing, table.rows());
    }
    return new Groups(codes, keys.distinct());
  }

  /** Each row a group of its own. */
  static Groups ofRows(int count) {
    int[] codes = new int[count];
    Arrays.setAll(codes, row -> row);
    return new Groups(codes, count);
  }

  int count() {
    return rows.length;
  }

  int[] codes() {
    return codes;
  }

  /** The group's rows in the table's order: a copy. */
  int[] rows(int group) {
    return rows[group].clone();
  }

  static DataException missing(String what, String column, long missing, int of) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%,d of %,d rows have no %s, the %s column of the split: drop them first with"
                + " dropMissing(\"%s\")",
            missing,
            of,
            Messages.quote(column),
            what,
            column));
  }
}
