package io.github.twinstream.evaluate;

import java.util.Arrays;

/**
 * A metric that is a weighted mean over users: value = Σ_u w_u v_u / Σ_u w_u over the users that
 * count.
 */
public final class PerUser implements Measurement {
  private final double[] values;
  private final double[] weights;
  private final double[] parts;
  private final double value;
  private final double weight;
  private final double chance;
  private final double ceiling;
  private final long rows;
  private final int users;
  private final String nobody;

  /**
   * @param values one value for each group; NaN for a user that does not count
   * @param weights one weight of at least 0 for each group
   * @param chance the same mean for scores that know nothing; NaN when no user counts
   * @param ceiling the same mean for the best scores; NaN when no user counts or none are best
   * @param rows how many rows the counted users have
   * @param nobody why the value is undefined when no user counts
   */
  public PerUser(
      double[] values, double[] weights, double chance, double ceiling, long rows, String nobody) {
    this.values = values;
    this.weights = new double[weights.length];
    this.parts = new double[values.length];
    int counted = 0;
    double sum = 0;
    double total = 0;
    for (int u = 0; u < values.length; u++) {
      if (!Double.isNaN(values[u])) {
        this.weights[u] = weights[u];
        parts[u] = weights[u] * values[u];
        sum += parts[u];
        total += weights[u];
        counted++;
      }
    }
    this.value = total == 0 ? Double.NaN : sum / total;
    this.weight = total;
    this.users = counted;
    this.chance = chance;
    this.ceiling = ceiling;
    this.rows = rows;
    this.nobody = nobody;
  }

  /** One value for each group; NaN for a user that does not count. */
  public double[] values() {
    return values.clone();
  }

  @Override
  public double value() {
    return value;
  }

  @Override
  public double resampled(int[] times) {
    double drawn = Sums.dot(times, weights);
    return drawn == 0 ? Double.NaN : Sums.dot(times, parts) / drawn;
  }

  @Override
  public double[] contributions() {
    double[] shares = new double[values.length];
    Arrays.setAll(
        shares,
        u -> Double.isNaN(values[u]) ? Double.NaN : (parts[u] - value * weights[u]) / weight);
    return shares;
  }

  @Override
  public double chance() {
    return chance;
  }

  @Override
  public double ceiling() {
    return ceiling;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public int users() {
    return users;
  }

  @Override
  public String undefined() {
    return users == 0 ? nobody : "";
  }
}
