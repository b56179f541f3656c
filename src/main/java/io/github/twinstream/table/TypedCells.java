package io.github.twinstream.table;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.LongColumnType;

/**
 * Single values, from a program or from JSON, as a column of the type that another table's column
 * has. They are read as {@link CsvReader} reads cells: {@code null}, the empty text and, where
 * numbers and dates are wanted, NaN and words such as {@code NA} are missing; a number may be given
 * as text, a text as a number or a truth value.
 */
public final class TypedCells {
  private TypedCells() {}

  /**
   * The values as a column.
   *
   * @param name the column's name
   * @param type the word of {@link DataTable#type}
   * @param values one a row
   * @throws DataException if a value cannot be of this type; names the row (from 1), the column,
   *     the value and what is allowed
   */
  public static Column<?> column(String name, String type, Object[] values) {
    return switch (type) {
      case "whole number", "number" -> numbers(name, values);
      case "date" -> dates(name, values);
      case "date and time" -> times(name, values);
      default -> texts(name, values);
    };
  }

  private static Column<?> texts(String name, Object[] values) {
    String[] texts = new String[values.length];
    for (int row = 0; row < texts.length; row++) {
      texts[row] = text(name, row, values[row]);
    }
    return CodedTexts.of(texts).column(name);
  }

  private static String text(String name, int row, Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isNaN(number) ? "" : Tokens.number(number);
    }
    if (value instanceof CharSequence
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Enum<?>
        || value instanceof java.time.temporal.Temporal) {
      return value.toString();
    }
    throw wrong(name, row, value, "a text, a number or a truth value");
  }

  private static Column<?> numbers(String name, Object[] values) {
    double[] numbers = new double[values.length];
    boolean large = false;
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = number(name, row, values[row]);
      large |= values[row] instanceof Long whole && Math.abs(whole) > 1L << 53;
    }
    return large ? wholes(name, values, numbers) : DoubleColumn.create(name, numbers);
  }

  private static Column<?> wholes(String name, Object[] values, double[] numbers) {
    long missing = LongColumnType.missingValueIndicator();
    long[] wholes = new long[values.length];
    for (int row = 0; row < wholes.length; row++) {
      boolean exact = values[row] instanceof Long;
      if (!exact && numbers[row] != Math.rint(numbers[row]) && !Double.isNaN(numbers[row])) {
        return DoubleColumn.create(name, numbers);
      }
      wholes[row] =
          exact ? (Long) values[row] : Double.isNaN(numbers[row]) ? missing : (long) numbers[row];
    }
    return LongColumn.create(name, wholes);
  }

  private static double number(String name, int row, Object value) {
    if (value == null) {
      return Double.NaN;
    }
    if (value instanceof Number number) {
      double given = number.doubleValue();
      if (Double.isInfinite(given)) {
        throw wrong(name, row, value, "a finite number");
      }
      return given;
    }
    if (value instanceof CharSequence) {
      String text = value.toString().strip();
      if (absent(text)) {
        return Double.NaN;
      }
      double parsed = Numbers.parse(text);
      if (!Double.isNaN(parsed)) {
        return parsed;
      }
    }
    throw wrong(name, row, value, "a number");
  }

  private static Column<?> dates(String name, Object[] values) {
    DateColumn column = DateColumn.create(name);
    for (int row = 0; row < values.length; row++) {
      column.append(
          values[row] instanceof LocalDate date
              ? date
              : (LocalDate) time(name, row, values[row], true));
    }
    return column;
  }

  private static Column<?> times(String name, Object[] values) {
    DateTimeColumn column = DateTimeColumn.create(name);
    for (int row = 0; row < values.length; row++) {
      column.append(
          values[row] instanceof LocalDateTime time
              ? time
              : (LocalDateTime) time(name, row, values[row], false));
    }
    return column;
  }

  private static Object time(String name, int row, Object value, boolean date) {
    String example = date ? "a date such as '2004-09-12'" : "a time such as '2004-09-12T08:30'";
    if (value == null || value instanceof CharSequence && absent(value.toString().strip())) {
      return null;
    }
    if (value instanceof CharSequence) {
      try {
        String text = value.toString().strip();
        return date ? LocalDate.parse(text) : LocalDateTime.parse(text.replace(' ', 'T'));
      } catch (DateTimeParseException e) {
        throw wrong(name, row, value, example);
      }
    }
    throw wrong(name, row, value, example);
  }

  private static boolean absent(String text) {
    return text.isEmpty() || ColumnBuilder.ABSENT.contains(text);
  }

  private static DataException wrong(String name, int row, Object value, String allowed) {
    String shown = value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
    return new DataException(
        "row "
            + (row + 1)
            + ": column "
            + Messages.quote(name)
            + " is "
            + Messages.quote(shown)
            + ": it must be "
            + allowed
            + ", or null where it is missing");
  }
}
