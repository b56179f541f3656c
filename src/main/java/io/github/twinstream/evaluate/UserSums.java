package io.github.twinstream.evaluate;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * A metric that is a smooth function of sums over users, such as a root of a mean or a ratio: value
 * = f(Σ_u s_u).
 *
 * @param sums the users' parts of each sum: {@code [sum][user]}
 * @param function f of the sums
 * @param chance its value for scores that know nothing; NaN when undefined
 * @param ceiling its value for the best scores; NaN when undefined
 * @param rows how many rows count
 * @param users how many users count
 * @param undefined why the value is undefined; empty when it is defined
 */
record UserSums(
    double[][] sums,
    ToDoubleFunction<double[]> function,
    double chance,
    double ceiling,
    long rows,
    int users,
    String undefined)
    implements Measurement {
  private static final double STEP = 1e-6;

  @Override
  public double value() {
    return undefined.isEmpty() ? function.applyAsDouble(totals()) : Double.NaN;
  }

  @Override
  public double resampled(int[] times) {
    double[] drawn = new double[sums.length];
    for (int s = 0; s < drawn.length; s++) {
      drawn[s] = Sums.dot(times, sums[s]);
    }
    return function.applyAsDouble(drawn);
  }

  @Override
  public double[] contributions() {
    double[] totals = totals();
    double[] shares = new double[sums[0].length];
    for (int s = 0; s < sums.length; s++) {
      double step = STEP * Math.max(Math.abs(totals[s]), STEP);
      double[] up = totals.clone();
      double[] down = totals.clone();
      up[s] += step;
      down[s] -= step;
      double slope =
          (function.applyAsDouble(up) - function.applyAsDouble(down)) / (up[s] - down[s]);
      for (int u = 0; u < shares.length; u++) {
        shares[u] += slope * sums[s][u];
      }
    }
    return shares;
  }

  private double[] totals() {
    return Arrays.stream(sums).mapToDouble(Sums::of).toArray();
  }
}
