package io.github.twinstream.evaluate;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * A metric of what all users together are shown: of the probability that each item is shown at all,
 * or of how often it is.
 *
 * <p>No smooth function of single users, so it has no contributions and is compared by resamples.
 */
final class ShownItems implements Measurement {
  /** The users' shown items one behind the other, user u's from {@code start[u]} on. */
  private final int[] start;

  private final int[] item;
  private final double[] probability;
  private final int catalogue;
  private final ToDoubleFunction<Shown> function;
  private final double chance;
  private final double ceiling;
  private final long rows;
  private final int users;

  /**
   * What is shown.
   *
   * @param missed the probability that each item is shown to nobody
   * @param times how often each item is expected to be shown
   */
  record Shown(double[] missed, double[] times) {}

  ShownItems(
      Exposure exposure,
      ToDoubleFunction<Shown> function,
      boolean atRandom,
      double chance,
      double ceiling) {
    RankedUsers ranked = exposure.ranked();
    int all = 0;
    int counted = 0;
    int entries = 0;
    for (int u = 0; u < ranked.users(); u++) {
      all += ranked.size(u);
      counted += ranked.size(u) > 0 ? 1 : 0;
      entries += atRandom ? ranked.size(u) : exposure.reach(u);
    }
    start = new int[ranked.users() + 1];
    item = new int[entries];
    probability = new double[entries];
    int at = 0;
    for (int u = 0; u < ranked.users(); u++) {
      start[u] = at;
      int shown = exposure.shown(u);
      int first = atRandom || shown == 0 ? 1 : exposure.tieStart(u);
      int reach = atRandom ? ranked.size(u) : exposure.reach(u);
      for (int rank = 1; rank <= reach; rank++) {
        item[at] = exposure.item(u, rank);
        probability[at++] = rank < first ? 1 : (shown - first + 1.0) / (reach - first + 1);
      }
    }
    start[ranked.users()] = at;
    this.catalogue = exposure.items().catalogue();
    this.function = function;
    this.chance = all == 0 ? Double.NaN : chance;
    this.ceiling = all == 0 ? Double.NaN : ceiling;
    this.rows = all;
    this.users = counted;
  }

  @Override
  public double value() {
    int[] once = new int[start.length - 1];
    Arrays.fill(once, 1);
    return resampled(once);
  }

  @Override
  public double resampled(int[] times) {
    double[] missed = new double[catalogue];
    double[] shown = new double[catalogue];
    Arrays.fill(missed, 1);
    boolean any = false;
    for (int u = 0; u < times.length; u++) {
      for (int i = start[u]; i < start[u + 1] && times[u] > 0; i++) {
        missed[item[i]] *= probability[i] == 1 ? 0 : Math.pow(1 - probability[i], times[u]);
        shown[item[i]] += times[u] * probability[i];
        any = true;
      }
    }
    return any ? function.applyAsDouble(new Shown(missed, shown)) : Double.NaN;
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
  public double[] contributions() {
    return new double[0];
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
    return rows == 0 ? "there are no rows" : "";
  }
}
