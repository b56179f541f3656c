package io.github.twinstream.split;

import io.github.twinstream.error.ConfigException;

/**
 * How much of the whole each part gets.
 *
 * @param train the training part's share, greater than 0
 * @param valid the validation part's share; 0 for none
 * @param test the test part's share; 0 for none
 */
record Ratios(double train, double valid, double test) {
  private static final double TOLERANCE = 1e-9;

  Ratios {
    boolean shares = train > 0 && valid >= 0 && test >= 0;
    if (!shares || Math.abs(train + valid + test - 1) > TOLERANCE) {
      throw new ConfigException(
          String.format(
              "ratios(%s, %s, %s) add up to %s: they must add up to 1, train greater than 0, the"
                  + " others at least 0, e.g. ratios(0.7, 0.1, 0.2)",
              train, valid, test, (float) (train + valid + test)));
    }
  }

  /** Where the training part ends among so many. */
  int trainEnd(int count) {
    return (int) Math.round(train * count);
  }

  /** Where the validation part ends among so many. */
  int validEnd(int count) {
    return test == 0 ? count : (int) Math.round((train + valid) * count);
  }
}
