package io.github.twinstream.evaluate;

import java.util.Arrays;

/** Paired tests between two measurements of the same rows. */
final class Pairs {
  private Pairs() {}

  /** A test's outcome before any correction. */
  record Tested(double value, double low, double high, double p, double effect) {}

  /**
   * Tests a model beside another one.
   *
   * @param a the model, {@code drawsA} its values in the resamples
   * @param b the other one, {@code drawsB} its values in the same resamples
   */
  static Tested test(
      Measurement a,
      double[] drawsA,
      Measurement b,
      double[] drawsB,
      Bootstrap bootstrap,
      PairedTest test) {
    double value = a.value() - b.value();
    double[] drawn = new double[drawsA.length];
    Arrays.setAll(drawn, r -> drawsA[r] - drawsB[r]);
    Bootstrap.Interval interval =
        Double.isNaN(value) || a.users() < 2
            ? Bootstrap.Interval.NONE
            : bootstrap.percentiles(drawn);
    if (Double.isNaN(value)) {
      return new Tested(value, interval.low(), interval.high(), Double.NaN, Double.NaN);
    }
    double[] differences = differences(a, b);
    return differences.length == 0
        ? new Tested(value, interval.low(), interval.high(), byResamples(drawn), Double.NaN)
        : new Tested(
            value,
            interval.low(),
            interval.high(),
            test.of(differences, bootstrap.seed()),
            effect(differences));
  }

  /** Each counting user's part of the difference; they add up to it. Empty when there are none. */
  private static double[] differences(Measurement a, Measurement b) {
    double[] ofA = a.contributions();
    double[] ofB = b.contributions();
    double each = (a.value() - b.value()) / a.users();
    double[] parts = new double[Math.min(ofA.length, ofB.length)];
    int counted = 0;
    for (int u = 0; u < parts.length; u++) {
      double part = ofA[u] - ofB[u] + each;
      if (!Double.isNaN(part)) {
        parts[counted++] = part;
      }
    }
    return Arrays.copyOf(parts, counted);
  }

  /** Twice the share of resamples on the other side of 0. */
  private static double byResamples(double[] drawn) {
    double below = 1;
    double above = 1;
    double all = 1;
    for (double d : drawn) {
      below += d <= 0 ? 1 : 0;
      above += d >= 0 ? 1 : 0;
      all += Double.isNaN(d) ? 0 : 1;
    }
    return Math.min(1, 2 * Math.min(below, above) / all);
  }

  private static double effect(double[] differences) {
    double mean = Sums.of(differences) / differences.length;
    double squares = Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
    double deviation = Math.sqrt(squares / Math.max(1, differences.length - 1));
    return deviation == 0 ? 0 : mean / deviation;
  }
}
