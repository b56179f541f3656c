package io.github.twinstream.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** What a cell can be read as, and what a column is that holds cells of two kinds. */
enum CellKind {
  /** A whole number that fits a long and whose digits do not begin with a zero. */
  WHOLE,
  /** Any other number. */
  NUMBER,
  /** A date such as 2004-09-17. */
  DATE,
  /** A date and time without zone such as 2004-09-17T08:30 or 2004-09-17 08:30:00. */
  DATE_TIME,
  /** Anything else. */
  TEXT;

  /** The narrowest kind that holds both without losing anything. */
  CellKind and(CellKind other) {
    if (this == other) {
      return this;
    }
    if (compareTo(NUMBER) <= 0 && other.compareTo(NUMBER) <= 0) {
      return NUMBER;
    }
    boolean dates = isDate() && other.isDate();
    return dates ? DATE_TIME : TEXT;
  }

  private boolean isDate() {
    return this == DATE || this == DATE_TIME;
  }

  /** The kind of a cell that is not empty. */
  static CellKind of(String cell) {
    String text = cell.strip();
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int digits = start;
    while (digits < text.length() && isDigit(text.charAt(digits))) {
      digits++;
    }
    boolean leadingZero = digits - start > 1 && text.charAt(start) == '0';
    if (digits == text.length() && digits > start) {
      return leadingZero || !fitsLong(text) ? TEXT : WHOLE;
    }
    if (start == 0 && digits == 4 && text.length() >= 10 && text.charAt(4) == '-') {
      return dateKind(text);
    }
    return leadingZero || Double.isNaN(Numbers.parse(text)) ? TEXT : NUMBER;
  }

  /** A text of kind {@link #DATE_TIME}, or of kind {@link #DATE} as the start of its day. */
  static LocalDateTime dateTime(String text) {
    String stripped = text.strip();
    return stripped.length() == 10
        ? LocalDate.parse(stripped).atStartOfDay()
        : LocalDateTime.parse(
            stripped.charAt(10) == ' '
                ? stripped.substring(0, 10) + "T" + stripped.substring(11)
                : stripped);
  }

  private static CellKind dateKind(String text) {
    try {
      dateTime(text);
      return text.length() == 10 ? DATE : DATE_TIME;
    } catch (DateTimeException e) {
      return TEXT;
    }
  }

  private static boolean fitsLong(String text) {
    try {
      return Long.parseLong(text) != Long.MIN_VALUE;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
