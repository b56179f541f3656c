package io.github.twinstream.feature;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.util.Arrays;

/**
 * Quantile buckets of a number: bucket i holds the values above its lower boundary, up to and
 * including its upper one. Equal boundaries are merged, so there may be fewer buckets than asked
 * for.
 */
public final class Buckets {
  private final double[] boundaries;

  private Buckets(double[] boundaries) {
    this.boundaries = boundaries;
  }

  /**
   * Boundaries at the inner quantiles of the values that are there, by linear interpolation.
   *
   * @param column the column's name, for the message
   * @param values the training rows' values, NaN where missing
   * @param count how many buckets; at least 2
   * @throws DataException if no value is there
   */
  static Buckets fit(String column, double[] values, int count) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (sorted.length == 0) {
      throw new DataException(
          "field "
              + Messages.quote(column)
              + " cannot be cut into buckets: none of the "
              + values.length
              + " training rows has a value; leave it out");
    }
    double[] boundaries = new double[count - 1];
    for (int i = 1; i < count; i++) {
      double position = (double) i / count * (sorted.length - 1);
      int below = (int) Math.floor(position);
      int above = Math.min(below + 1, sorted.length - 1);
      boundaries[i - 1] = sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
    return new Buckets(Arrays.stream(boundaries).distinct().toArray());
  }

  /** Buckets with these inner boundaries, ascending. */
  static Buckets of(double[] boundaries) {
    return new Buckets(boundaries.clone());
  }

  /** The value's bucket as a token, {@code null} for NaN. */
  String token(double value) {
    if (Double.isNaN(value)) {
      return null;
    }
    int found = Arrays.binarySearch(boundaries, value);
    return Integer.toString(found >= 0 ? found : -found - 1);
  }

  /** The inner boundaries, ascending. */
  public double[] boundaries() {
    return boundaries.clone();
  }
}
