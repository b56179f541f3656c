package io.github.twinstream.clean;

import java.util.Arrays;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.IntColumnType;
import tech.tablesaw.columns.numbers.LongColumnType;

/** Columns made from numbers with NaN for missing. */
final class NumberColumns {
  private static final double EXACT = 0x1p53;

  private NumberColumns() {}

  /**
   * The narrowest column that holds the numbers: whole numbers if all are whole and one is there.
   */
  static Column<?> narrowest(String name, double[] numbers) {
    double most = 0;
    boolean some = false;
    for (double number : numbers) {
      if (!Double.isNaN(number)) {
        if (number != Math.rint(number)) {
          return DoubleColumn.create(name, numbers);
        }
        some = true;
        most = Math.max(most, Math.abs(number));
      }
    }
    if (!some || most > EXACT) {
      return DoubleColumn.create(name, numbers);
    }
    return most <= Integer.MAX_VALUE ? ints(name, numbers) : longs(name, numbers);
  }

  /** Of whole numbers if {@code like} is of whole numbers and these allow it. */
  static Column<?> like(Column<?> like, double[] numbers) {
    boolean fractions = like instanceof DoubleColumn || like instanceof FloatColumn;
    return fractions ? DoubleColumn.create(like.name(), numbers) : narrowest(like.name(), numbers);
  }

  private static Column<?> ints(String name, double[] numbers) {
    int missing = IntColumnType.missingValueIndicator();
    return IntColumn.create(
        name, Arrays.stream(numbers).mapToInt(n -> Double.isNaN(n) ? missing : (int) n).toArray());
  }

  private static Column<?> longs(String name, double[] numbers) {
    long missing = LongColumnType.missingValueIndicator();
    return LongColumn.create(
        name,
        Arrays.stream(numbers).mapToLong(n -> Double.isNaN(n) ? missing : (long) n).toArray());
  }
}
