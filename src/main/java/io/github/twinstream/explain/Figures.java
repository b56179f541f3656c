package io.github.twinstream.explain;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** Small sums and words that several explanations share. */
final class Figures {
  private Figures() {}

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** The standard deviation with n - 1; NaN below two values. */
  static double deviation(double[] values) {
    double mean = mean(values);
    return values.length < 2
        ? Double.NaN
        : Math.sqrt(
            Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
  }

  /** The quantile of sorted values by linear interpolation; NaN without values. */
  static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }

  static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  static String signed(double value) {
    return Double.isNaN(value)
        ? ""
        : Math.abs(value) < 5e-5 ? "0.0000" : String.format(Locale.ROOT, "%+.4f", value);
  }

  static String percent(double share) {
    return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
