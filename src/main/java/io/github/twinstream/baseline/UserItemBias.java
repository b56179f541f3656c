package io.github.twinstream.baseline;

import io.github.twinstream.table.DataTable;

/**
 * μ + b_item + b_user: how far the item's rows are from the average, and how far the user's are
 * from that, each shrunk by its number of rows: b_i = Σ (y − μ) / (n + k), b_u = Σ (y − μ − b_i) /
 * (n + k). An unseen item or user has 0, so where users are split it is near the item mean. Source:
 * Koren 2010, the baseline estimate.
 *
 * @param itemShrinkage k for items, at least 0
 * @param userShrinkage k for users, at least 0
 */
public record UserItemBias(double itemShrinkage, double userShrinkage) implements Baseline {
  /** Checks the shrinkages. */
  public UserItemBias {
    ColumnMean.requireShrinkage(itemShrinkage);
    ColumnMean.requireShrinkage(userShrinkage);
  }

  @Override
  public String name() {
    return "user and item bias";
  }

  @Override
  public String describe() {
    return "mean + item bias (shrunk by "
        + itemShrinkage
        + " rows) + user bias (by "
        + userShrinkage
        + "), calibrated";
  }

  @Override
  public boolean simple() {
    return true;
  }

  @Override
  public FittedBaseline fit(LearningRows rows, long seed) {
    double mean = rows.mean();
    double[] rest = rows.labels();
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= mean;
    }
    Tally items = new Tally(rows.train(), rows.item(name()), rest);
    double[] ofItems = bias(items, rows.train(), itemShrinkage);
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= ofItems[i];
    }
    Tally users = rows.user() == null ? null : new Tally(rows.train(), rows.user(), rest);
    return Calibrated.on(
        rows,
        new FittedBaseline() {
          @Override
          public double[] score(DataTable scored) {
            double[] sum = bias(items, scored, itemShrinkage);
            double[] ofUsers =
                users == null ? new double[sum.length] : bias(users, scored, userShrinkage);
            for (int i = 0; i < sum.length; i++) {
              sum[i] += mean + ofUsers[i];
            }
            return sum;
          }

          @Override
          public long parameters() {
            return 1L + items.size() + (users == null ? 0 : users.size());
          }
        });
  }

  private static double[] bias(Tally tally, DataTable rows, double shrinkage) {
    return tally.of(rows, sum -> sum.total() / Math.max(1e-9, sum.rows() + shrinkage), 0);
  }
}
