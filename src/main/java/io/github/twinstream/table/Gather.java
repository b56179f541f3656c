package io.github.twinstream.table;

import io.github.twinstream.engine.Threads;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.IntColumnType;
import tech.tablesaw.columns.numbers.LongColumnType;

/** Takes rows of a column into a new column, a typed loop for each common type. */
public final class Gather {
  /** In place of a row: the cell becomes missing. */
  public static final int NO_ROW = -1;

  private Gather() {}

  /** These rows of each column, the columns side by side. */
  static List<Column<?>> rows(List<? extends Column<?>> columns, int[] rows) {
    return Threads.spread(
        () -> columns.parallelStream().<Column<?>>map(column -> rows(column, rows)).toList());
  }

  /** The column's cells at these rows, in this order, as a new column of the same name and type. */
  public static Column<?> rows(Column<?> column, int[] rows) {
    if (column instanceof StringColumn text) {
      return text(text, rows);
    }
    if (column instanceof IntColumn ints) {
      int missing = IntColumnType.missingValueIndicator();
      return IntColumn.create(
          column.name(),
          Arrays.stream(rows).map(row -> row == NO_ROW ? missing : ints.getInt(row)).toArray());
    }
    if (column instanceof LongColumn longs) {
      long missing = LongColumnType.missingValueIndicator();
      return LongColumn.create(
          column.name(),
          Arrays.stream(rows)
              .mapToLong(row -> row == NO_ROW ? missing : longs.getLong(row))
              .toArray());
    }
    if (column instanceof DoubleColumn doubles) {
      return DoubleColumn.create(
          column.name(),
          Arrays.stream(rows)
              .mapToDouble(row -> row == NO_ROW ? Double.NaN : doubles.getDouble(row))
              .toArray());
    }
    return other(column, rows);
  }

  private static Column<?> text(StringColumn column, int[] rows) {
    if (column.getDictionary() instanceof TextDictionary dictionary) {
      return dictionary.texts().gather(rows).column(column.name());
    }
    String[] cells = new String[rows.length];
    for (int i = 0; i < rows.length; i++) {
      cells[i] = rows[i] == NO_ROW ? null : column.get(rows[i]);
    }
    return CodedTexts.of(cells).column(column.name());
  }

  private static <T> Column<T> other(Column<T> column, int[] rows) {
    Column<T> gathered = column.emptyCopy(0);
    for (int row : rows) {
      if (row == NO_ROW) {
        gathered.appendMissing();
      } else {
        gathered.append(column, row);
      }
    }
    return gathered;
  }
}
