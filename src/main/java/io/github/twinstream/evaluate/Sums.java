package io.github.twinstream.evaluate;

/** Weighted sums over users, in four lanes: what a resample costs. */
final class Sums {
  private Sums() {}

  /** Σ_u times[u] · values[u]. */
  static double dot(int[] times, double[] values) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int whole = values.length & ~3;
    for (int u = 0; u < whole; u += 4) {
      a += times[u] * values[u];
      b += times[u + 1] * values[u + 1];
      c += times[u + 2] * values[u + 2];
      d += times[u + 3] * values[u + 3];
    }
    for (int u = whole; u < values.length; u++) {
      a += times[u] * values[u];
    }
    return a + b + (c + d);
  }

  /** Σ_u values[u]. */
  static double of(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
