package io.github.twinstream.train;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;

/**
 * A penalty on parameters, added to the loss: l1 · Σ|w| + l2/2 · Σw². It covers whole tensors, rows
 * of a table that are not in the batch included.
 *
 * @param l1 factor of the absolute values, at least 0
 * @param l2 factor of half the squares, at least 0
 */
public record Regularizer(double l1, double l2) {
  /** No penalty. */
  public static final Regularizer NONE = new Regularizer(0, 0);

  /** Checks the ranges. */
  public Regularizer {
    if (!(l1 >= 0) || !(l2 >= 0)) {
      throw new ConfigException(
          Messages.outOfRange("regularizer", "l1 " + l1 + ", l2 " + l2, "at least 0 in both"));
    }
  }

  /** A penalty on half the squares. */
  public static Regularizer l2(double factor) {
    return new Regularizer(0, factor);
  }

  boolean none() {
    return l1 == 0 && l2 == 0;
  }
}
