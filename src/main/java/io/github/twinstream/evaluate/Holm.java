package io.github.twinstream.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Holm's correction: p-values of several tests made larger, so that the chance of one false finding
 * or more among all of them stays at the level of a single test. Source: Holm 1979.
 */
public final class Holm {
  private Holm() {}

  /**
   * The corrected p-values in the given order: the r-th smallest of m times (m − r + 1), never
   * smaller than the one before it and never above 1. NaN, a test that was not made, stays NaN and
   * does not count.
   */
  public static double[] adjust(double... p) {
    int[] order =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted((a, b) -> Double.compare(p[a], p[b]))
            .mapToInt(i -> i)
            .toArray();
    double[] adjusted = new double[p.length];
    Arrays.fill(adjusted, Double.NaN);
    double largest = 0;
    for (int r = 0; r < order.length; r++) {
      largest = Math.max(largest, Math.min(1, p[order[r]] * (order.length - r)));
      adjusted[order[r]] = largest;
    }
    return adjusted;
  }
}
