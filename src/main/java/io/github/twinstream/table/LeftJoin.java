package io.github.twinstream.table;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tech.tablesaw.columns.Column;

/** The left join of two tables: pairs of row indexes by hashing, then one gather a column. */
final class LeftJoin {
  static final String RIGHT = "_right";

  /** The longest column that a Java array holds on every virtual machine. */
  private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

  /** Both sides' keys, their pairs, both sides' columns. */
  private static final int STAGES = 5;

  private final DataTable left;
  private final DataTable right;
  private final List<String> keys;

  LeftJoin(DataTable left, DataTable right, List<String> keys) {
    this.left = left;
    this.right = right;
    this.keys = keys;
  }

  DataTable join() {
    check();
    try (Progress.Task task = Progress.start("join " + right.name(), STAGES)) {
      return join(task);
    }
  }

  private DataTable join(Progress.Task task) {
    RowKeys coder = RowKeys.skippingMissing();
    int[] rightCodes = coder.of(right, keys);
    task.advance(1);
    int[] leftCodes = coder.of(left, keys);
    task.advance(1);
    // per code a chain of the right table's rows, the earliest first
    int[] first = new int[coder.distinct()];
    int[] next = new int[rightCodes.length];
    int[] matches = new int[coder.distinct()];
    Arrays.fill(first, Gather.NO_ROW);
    for (int row = rightCodes.length - 1; row >= 0; row--) {
      int code = rightCodes[row];
      if (code != RowKeys.MISSING) {
        next[row] = first[code];
        first[code] = row;
        matches[code]++;
      }
    }
    int size = size(leftCodes, matches);
    int[] leftRows = new int[size];
    int[] rightRows = new int[size];
    int at = 0;
    for (int row = 0; row < leftCodes.length; row++) {
      Interrupts.check("the join", row);
      int match = leftCodes[row] == RowKeys.MISSING ? Gather.NO_ROW : first[leftCodes[row]];
      do {
        leftRows[at] = row;
        rightRows[at++] = match;
        match = match == Gather.NO_ROW ? Gather.NO_ROW : next[match];
      } while (match != Gather.NO_ROW);
    }
    task.advance(1);
    String step =
        String.format(
            Locale.ROOT,
            "join %s by %s: %,d rows with %,d rows give %,d rows",
            right.name(),
            quoted(keys),
            left.rows(),
            right.rows(),
            size);
    return DataTable.owning(
        left.name(),
        columns(leftRows, rightRows, task),
        left.provenance().and(right.provenance()).then(step));
  }

  private List<Column<?>> columns(int[] leftRows, int[] rightRows, Progress.Task task) {
    List<Column<?>> ours = gather(left, left.columns(), leftRows);
    task.advance(1);
    List<String> added = right.columns().stream().filter(name -> !keys.contains(name)).toList();
    List<Column<?>> theirs = gather(right, added, rightRows);
    task.advance(1);
    return Stream.concat(ours.stream(), theirs.stream().map(this::renamed)).toList();
  }

  private static List<Column<?>> gather(DataTable table, List<String> columns, int[] rows) {
    return Gather.rows(columns.stream().map(table::column).toList(), rows);
  }

  private Column<?> renamed(Column<?> column) {
    return left.taken(column.name()) ? column.setName(column.name() + RIGHT) : column;
  }

  private int size(int[] leftCodes, int[] matches) {
    long size = 0;
    for (int code : leftCodes) {
      size += code == RowKeys.MISSING ? 1 : Math.max(1, matches[code]);
    }
    if (size > MOST_ROWS) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: by %s there would be %,d rows, more than the %,d that a table holds: keys come many"
                  + " times on both sides; join by more columns, or keep one row for each key",
              describe(),
              quoted(keys),
              size,
              MOST_ROWS));
    }
    return (int) size;
  }

  private void check() {
    if (keys.isEmpty()) {
      throw new DataException(
          describe() + " by no column: name at least one that both have, " + shared());
    }
    for (String key : keys) {
      for (DataTable side : List.of(left, right)) {
        if (!side.has(key)) {
          throw new DataException(
              describe()
                  + " by "
                  + quoted(keys)
                  + ": "
                  + side.name()
                  + " has "
                  + Messages.unknown("column", key, side.columns()));
        }
      }
    }
    for (String name : right.columns()) {
      String renamed = name + RIGHT;
      if (!keys.contains(name)
          && left.taken(name)
          && (left.taken(renamed) || right.taken(renamed))) {
        throw new DataException(
            describe()
                + ": both have a column "
                + Messages.quote(name)
                + ", and the name "
                + Messages.quote(renamed)
                + " for the right one is taken: rename or drop one of them first");
      }
    }
  }

  private String describe() {
    return "cannot join " + left.name() + " with " + right.name();
  }

  private String shared() {
    List<String> both = left.columns().stream().filter(right::has).toList();
    return both.isEmpty() ? "but they share none" : "e.g. " + quoted(both);
  }

  private static String quoted(List<String> names) {
    return String.join(", ", names.stream().map(Messages::quote).toList());
  }
}
