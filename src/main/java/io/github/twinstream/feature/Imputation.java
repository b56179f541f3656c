package io.github.twinstream.feature;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.util.Arrays;

/**
 * What a missing number is replaced by, before scaling.
 *
 * @param kind how the value is found
 * @param value the value if it is a constant; else 0
 */
public record Imputation(Kind kind, double value) {
  /** How the value is found, on the training rows only. */
  public enum Kind {
    /** The middle of the values that are there. */
    MEDIAN,
    /** Their mean. */
    MEAN,
    /** A value that was given. */
    CONSTANT
  }

  /** The median of the training rows' values: the default. */
  public static final Imputation MEDIAN = new Imputation(Kind.MEDIAN, 0);

  /** The mean of the training rows' values. */
  public static final Imputation MEAN = new Imputation(Kind.MEAN, 0);

  /** This value. */
  public static Imputation constant(double value) {
    return new Imputation(Kind.CONSTANT, value);
  }

  /**
   * The value that replaces a missing one.
   *
   * @param column the column's name, for the message
   * @param values the training rows' values, NaN where missing
   * @throws DataException if a median or mean is asked of a column without any value
   */
  double fit(String column, double[] values) {
    if (kind == Kind.CONSTANT) {
      return value;
    }
    double[] present = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (present.length == 0) {
      throw new DataException(
          "numeric field "
              + Messages.quote(column)
              + " has no value in the "
              + values.length
              + " training rows: leave it out, or give a constant with"
              + " numeric(\""
              + column
              + "\", n -> n.fill(0))");
    }
    int middle = present.length / 2;
    return switch (kind) {
      case MEDIAN ->
          present.length % 2 == 1 ? present[middle] : (present[middle - 1] + present[middle]) / 2;
      default -> Arrays.stream(present).average().orElseThrow();
    };
  }
}
