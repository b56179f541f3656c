package io.github.twinstream.evaluate;

/**
 * A metric that is a weighted mean over users: value = Σ_u w_u v_u / Σ_u w_u over the users that
 * count.
 *
 * @param values one value for each group; NaN for a user that does not count
 * @param weights one weight of at least 0 for each group
 * @param chance the same mean for scores that know nothing; NaN when no user counts
 * @param rows how many rows the counted users have
 * @param nobody why the value is undefined when no user counts
 */
public record PerUser(double[] values, double[] weights, double chance, long rows, String nobody)
    implements Measurement {

  @Override
  public double value() {
    return mean(values, weights);
  }

  @Override
  public double resampled(int[] times) {
    double sum = 0;
    double weight = 0;
    for (int u = 0; u < values.length; u++) {
      if (times[u] != 0 && !Double.isNaN(values[u])) {
        double counted = times[u] * weights[u];
        sum += counted * values[u];
        weight += counted;
      }
    }
    return weight == 0 ? Double.NaN : sum / weight;
  }

  @Override
  public int users() {
    int users = 0;
    for (double value : values) {
      users += Double.isNaN(value) ? 0 : 1;
    }
    return users;
  }

  @Override
  public String undefined() {
    return users() == 0 ? nobody : "";
  }

  /** The weighted mean of the values that are not NaN; NaN when there is none. */
  static double mean(double[] values, double[] weights) {
    double sum = 0;
    double weight = 0;
    for (int u = 0; u < values.length; u++) {
      if (!Double.isNaN(values[u])) {
        sum += weights[u] * values[u];
        weight += weights[u];
      }
    }
    return weight == 0 ? Double.NaN : sum / weight;
  }
}
