package io.github.twinstream.table;

import io.github.twinstream.progress.Interrupts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
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
  private static final String PLAIN_NUMBER = "-?[0-9]+([.][0-9]+)?";
  private static final String SMALL_NUMBER = "-?[0-9][.][0-9]+E-[0-9]+";
  private static final int MOST_DIGITS = 6;
  private static final int FEW_DIGITS = 4;

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
      Interrupts.check(DataTable.WORK, row);
      if (!column.isMissing(row)) {
        tokens[row] =
            fractions
                ? number(((NumericColumn<?>) column).getDouble(row))
                : column.getUnformattedString(row);
      }
    }
    return tokens;
  }

  /**
   * The tokens as a reader wants them: a column's fractions have equally many digits behind the
   * point, four where they have more than six; one that would be shown as 0 keeps two digits, as in
   * 2.3E-5.
   */
  static String[] shown(Column<?> column) {
    String[] tokens = of(column);
    boolean fractions = column instanceof DoubleColumn || column instanceof FloatColumn;
    int digits = fractions ? digits(tokens) : 0;
    if (digits == 0) {
      return tokens;
    }
    int kept = digits > MOST_DIGITS ? FEW_DIGITS : digits;
    for (int row = 0; row < tokens.length; row++) {
      if (tokens[row] != null
          && (tokens[row].matches(PLAIN_NUMBER) || tokens[row].matches(SMALL_NUMBER))) {
        BigDecimal exact = new BigDecimal(tokens[row]);
        BigDecimal rounded = exact.setScale(kept, RoundingMode.HALF_UP);
        boolean lost = rounded.signum() == 0 && exact.signum() != 0;
        tokens[row] =
            lost
                ? Double.toString(exact.round(new MathContext(2)).doubleValue())
                : rounded.toPlainString();
      }
    }
    return tokens;
  }

  /** The most digits behind the point. */
  private static int digits(String[] tokens) {
    int most = 0;
    for (String token : tokens) {
      if (token != null && token.matches(PLAIN_NUMBER)) {
        int point = token.indexOf('.');
        most = Math.max(most, point < 0 ? 0 : token.length() - point - 1);
      } else if (token != null && token.matches(SMALL_NUMBER)) {
        most = MOST_DIGITS + 1;
      }
    }
    return most;
  }

  /** A number as a token: without a decimal point if it is whole and below 2^53. */
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 0x1p53
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
