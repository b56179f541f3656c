package io.github.twinstream.clean;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Chooses round bin edges for numbers. */
final class Bins {
  private static final int MOST = 30;
  private static final int[] WIDTHS = {1, 2, 5};

  /** Decimal digits of an edge: what a double holds for certain. */
  private static final int DIGITS = 15;

  private Bins() {}

  /**
   * Equal bins whose edges are multiples of their width: the narrowest width among 1, 2, 5, 10, 20,
   * 50 and so on that gives at most 30 bins. Numbers that are not all whole may get narrower bins,
   * but none of width 1: such a bin always stands for one whole number. One bin from 0 to 1 if
   * there is no number.
   *
   * @param present the numbers, without NaN
   */
  static double[] edges(double[] present) {
    if (present.length == 0) {
      return new double[] {0, 1};
    }
    double low = Arrays.stream(present).min().getAsDouble();
    double high = Arrays.stream(present).max().getAsDouble();
    boolean whole = Arrays.stream(present).allMatch(v -> v == Math.rint(v));
    int power = whole ? 0 : -1;
    if (!whole && high > low) {
      power = (int) Math.floor(Math.log10((high - low) / MOST));
    }
    double greatest = Math.max(Math.abs(low), Math.abs(high));
    power = Math.max(power, (int) Math.ceil(Math.log10(Math.max(1, greatest))) - DIGITS);
    for (int step = 0; ; step++) {
      int digit = WIDTHS[step % 3];
      int exponent = power + step / 3;
      if (!whole && digit == 1 && exponent == 0) {
        continue;
      }
      double first = Math.floor(scaled(low, exponent) / digit);
      double last = Math.floor(scaled(high, exponent) / digit);
      // the last bin holds its right edge too, unless bins stand for whole numbers
      boolean onEdge = !whole && last > first && last * digit == scaled(high, exponent);
      int bins = (int) Math.min(last - first + (onEdge ? 0 : 1), MOST + 1);
      if (bins <= MOST) {
        return IntStream.rangeClosed(0, bins)
            .mapToDouble(i -> unscaled((first + i) * digit, exponent))
            .toArray();
      }
    }
  }

  /** Numbers in each bin; a bin holds its left edge, the last one both. */
  static long[] counts(double[] present, double[] edges) {
    long[] counts = new long[edges.length - 1];
    for (double value : present) {
      int found = Arrays.binarySearch(edges, value);
      int bin = found >= 0 ? found : -found - 2;
      counts[Math.max(0, Math.min(bin, counts.length - 1))]++;
    }
    return counts;
  }

  private static double scaled(double value, int exponent) {
    return exponent >= 0 ? value / Math.pow(10, exponent) : value * Math.pow(10, -exponent);
  }

  private static double unscaled(double value, int exponent) {
    return exponent >= 0 ? value * Math.pow(10, exponent) : value / Math.pow(10, -exponent);
  }
}
