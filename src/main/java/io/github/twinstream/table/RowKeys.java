package io.github.twinstream.table;

import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers rows by their values in some columns: two rows get the same code exactly if their tokens
 * are equal in each of these columns. Codes count up from 0 in the order in which their values are
 * first seen, over all tables that one object has numbered.
 */
public final class RowKeys {
  /** The code of a row in which one of the columns is missing; see {@link #skippingMissing}. */
  public static final int MISSING = -1;

  private static final int UNSEEN = -2;

  private final boolean missingIsValue;
  private final List<Map<String, Integer>> tokens = new ArrayList<>();
  private final List<Map<Long, Integer>> pairs = new ArrayList<>();
  private int distinct;

  private RowKeys(boolean missingIsValue) {
    this.missingIsValue = missingIsValue;
  }

  /** Rows with a missing cell among the columns get the code {@link #MISSING}. */
  public static RowKeys skippingMissing() {
    return new RowKeys(false);
  }

  /** A missing cell is a value like any other, equal to other missing cells of its column. */
  public static RowKeys countingMissing() {
    return new RowKeys(true);
  }

  /**
   * The codes of the table's rows. Further tables may follow, with as many columns.
   *
   * @throws io.github.twinstream.error.DataException if the table has no such column
   */
  public int[] of(DataTable table, List<String> columns) {
    int[] codes = new int[table.rows()];
    for (int c = 0; c < columns.size(); c++) {
      refine(codes, table.coded(columns.get(c)), c);
    }
    return codes;
  }

  /** The codes of a table's rows over all of its columns, where a missing cell is a value. */
  public static int[] wholeRows(DataTable table) {
    RowKeys keys = countingMissing();
    int[] codes = new int[table.rows()];
    // once no two rows are alike, further columns change nothing
    List<String> columns = table.columns();
    try (Progress.Task task = Progress.start("compare rows", columns.size())) {
      for (int c = 0; c < columns.size() && keys.distinct < codes.length; c++) {
        task.detail("by " + columns.get(c));
        keys.refine(codes, table.coded(columns.get(c)), c);
        task.advance(1);
      }
    }
    return codes;
  }

  private void refine(int[] codes, CodedTexts cells, int column) {
    if (tokens.size() == column) {
      tokens.add(new HashMap<>());
      pairs.add(new HashMap<>());
    }
    Map<String, Integer> known = tokens.get(column);
    Map<Long, Integer> combined = pairs.get(column);
    int[] numbers = new int[cells.distinct() + 1];
    Arrays.fill(numbers, UNSEEN);
    for (int row = 0; row < codes.length; row++) {
      Interrupts.check(DataTable.WORK, row);
      int cell = cells.code(row);
      if (codes[row] == MISSING || (cell == CodedTexts.MISSING && !missingIsValue)) {
        codes[row] = MISSING;
        continue;
      }
      if (numbers[cell + 1] == UNSEEN) {
        numbers[cell + 1] = number(known, cells.text(cell));
      }
      int code = numbers[cell + 1];
      codes[row] = column == 0 ? code : number(combined, (long) codes[row] << 32 | code);
    }
    distinct = column == 0 ? known.size() : combined.size();
  }

  /** How many codes have been given out: they are 0 to this, exclusive. */
  public int distinct() {
    return distinct;
  }

  private static <K> int number(Map<K, Integer> known, K key) {
    Integer code = known.get(key);
    if (code == null) {
      code = known.size();
      known.put(key, code);
    }
    return code;
  }
}
