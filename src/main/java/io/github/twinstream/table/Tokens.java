package io.github.twinstream.table;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * Cells as tokens: what categorical vocabularies, groups and joins compare. Text as it is; whole
 * numbers without a decimal point, whatever the column's type, so that 2001 and 2001.0 are equal.
 */
public final class Tokens {
  private Tokens() {}

  /** One token a row, {@code null} where the cell is missing. */
  public static String[] of(Column<?> column) {
    if (column instanceof StringColumn text
        && text.getDictionary() instanceof TextDictionary dictionary) {
      return dictionary.texts().tokens();
    }
    String[] tokens = new String[column.size()];
    if (column instanceof StringColumn text) {
      for (int row = 0; row < tokens.length; row++) {
        String value = text.get(row);
        tokens[row] = value == null || value.isEmpty() ? null : value;
      }
      return tokens;
    }
    boolean fractions = column instanceof DoubleColumn || column instanceof FloatColumn;
    for (int row = 0; row < tokens.length; row++) {
      if (!column.isMissing(row)) {
        tokens[row] =
            fractions
                ? number(((NumericColumn<?>) column).getDouble(row))
                : column.getUnformattedString(row);
      }
    }
    return tokens;
  }

  /** A number as a token: without a decimal point if it is whole and below 2^53. */
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 0x1p53
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
