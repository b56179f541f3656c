package io.github.twinstream.split;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.table.DataTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/** A column that orders rows in time: numbers, dates, dates with times, or instants. */
final class Times {
  private final double[] times;

  private Times(double[] times) {
    this.times = times;
  }

  /**
   * @throws DataException if there is no such column, it holds no times, or one is missing
   */
  static Times of(DataTable table, String name) {
    Times times = withMissing(table, name);
    long missing = Arrays.stream(times.times).filter(Double::isNaN).count();
    if (missing > 0) {
      throw Groups.missing("time", name, missing, table.rows());
    }
    return times;
  }

  /**
   * The times, NaN where missing.
   *
   * @throws DataException if there is no such column, or it holds no times
   */
  static Times withMissing(DataTable table, String name) {
    Column<?> column = table.column(name);
    double[] times;
    if (column instanceof NumericColumn<?>) {
      times = table.numbers(name);
    } else if (column instanceof DateColumn
        || column instanceof DateTimeColumn
        || column instanceof InstantColumn) {
      times = ranks(column);
    } else {
      throw new DataException(
          "column "
              + Messages.quote(name)
              + " holds "
              + table.type(name)
              + " values, which are not ordered in time: it takes numbers such as seconds, or ISO"
              + " dates such as 2004-09-17 or 2004-09-17T08:30:00");
    }
    return new Times(times);
  }

  double at(int row) {
    return times[row];
  }

  /** How many different times there are among rows sorted by time. */
  int distinct(int[] sorted) {
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      distinct += i == 0 || times[sorted[i]] != times[sorted[i - 1]] ? 1 : 0;
    }
    return distinct;
  }

  /** Sorts rows by time, rows of equal times as they are. */
  int[] sorted(int[] rows) {
    long[] compared = {0};
    return IntStream.of(rows)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                row -> {
                  Interrupts.check("the split", compared[0]++);
                  return times[row];
                }))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The place of each value among the column's distinct values, NaN where missing. */
  private static <T extends Comparable<? super T>> double[] ranks(Column<?> column) {
    @SuppressWarnings(
        "unchecked") // a Tablesaw column of dates, times or instants holds comparables
    Column<T> typed = (Column<T>) column;
    int[] present =
        IntStream.range(0, column.size())
            .filter(row -> !column.isMissing(row))
            .boxed()
            .sorted(Comparator.comparing(typed::get))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[column.size()];
    Arrays.fill(ranks, Double.NaN);
    int rank = 0;
    for (int i = 0; i < present.length; i++) {
      boolean later = i > 0 && typed.get(present[i]).compareTo(typed.get(present[i - 1])) > 0;
      rank += later ? 1 : 0;
      ranks[present[i]] = rank;
    }
    return ranks;
  }
}
