package io.github.twinstream.table;

/** Text as numbers: decimal notation with an optional exponent, spaces around it ignored. */
public final class Numbers {
  private static final String DECIMAL = "0123456789+-.eE";

  private Numbers() {}

  /**
   * The number that the text says, or NaN if it says none: {@code "1998"}, {@code "-0.5"}, {@code
   * "1e3"} are numbers; {@code ""}, {@code "DK Publishing"}, {@code "NaN"}, {@code "0x1F"}, {@code
   * "1,000"} and what is beyond the range of a double are not.
   */
  public static double parse(String text) {
    String number = text.strip();
    if (number.isEmpty() || !number.chars().allMatch(c -> DECIMAL.indexOf(c) >= 0)) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(number);
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
