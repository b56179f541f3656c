package io.github.twinstream.feature;

import java.util.Arrays;

/** How a numeric column is scaled, with numbers taken from the training rows only. */
public enum Scaling {
  /** As it is. */
  NONE,
  /**
   * (x − min) / (max − min), 0 to 1 on the training rows and not clipped elsewhere; a constant
   * column becomes 0. As scikit-learn's MinMaxScaler.
   */
  MIN_MAX,
  /**
   * (x − mean) / standard deviation (of the population); a constant column becomes 0. As
   * scikit-learn's StandardScaler.
   */
  STANDARD;

  /** The fitted scaling of these values, none of which may be NaN; at least one. */
  Scaler fit(double[] values) {
    return switch (this) {
      case NONE -> new Scaler(0, 1);
      case MIN_MAX -> {
        double min = Arrays.stream(values).min().orElseThrow();
        double max = Arrays.stream(values).max().orElseThrow();
        yield new Scaler(min, max > min ? max - min : 1);
      }
      case STANDARD -> {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
            Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        yield new Scaler(mean, variance > 0 ? Math.sqrt(variance) : 1);
      }
    };
  }
}
