package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.train.ClickMetrics;
import io.github.twinstream.train.RankSum;

/**
 * The area under the ROC curve over all rows: the share of pairs (positive row, negative row) in
 * which the positive one has the higher score.
 *
 * <p>Formula: {@link ClickMetrics#auc(double[], float[])}; a tie counts one half. Every pair weighs
 * the same, so pairs of different users count, and a user with many rows counts much. Chance: 1/2,
 * exactly. Ceiling: 1. Edges: no rows, or one class only: undefined; NaN scores: an error. The
 * interval resamples users, each with all its rows: exactly below 2,000 users, else to first order
 * in each class (the projection of DeLong 1988, by user as in Obuchowski 1997), whose error
 * vanishes with the number of users. Source: Hanley and McNeil 1982; equal to scikit-learn's {@code
 * roc_auc_score}.
 */
public record Auc() implements Metric {
  private static final int MANY_USERS = 2000;

  @Override
  public String name() {
    return "AUC";
  }

  @Override
  public Measurement measure(ScoredRows rows) {
    return measure(rows, MANY_USERS);
  }

  /** With resamples that are exact below so many users. */
  static Measurement measure(ScoredRows rows, int manyUsers) {
    RankedUsers.require(rows);
    RankSum sorted = new RankSum(rows.score(), rows.label(), rows.group());
    String undefined = undefined(rows);
    int users = RowMean.users(rows);
    RankSum.Wins wins = sorted.wins(rows.groups());
    return undefined.isEmpty() && users >= manyUsers
        ? new Projected(wins, wins.auc(), rows.rows(), users)
        : new Exact(sorted, wins, wins.auc(), rows.rows(), users, undefined);
  }

  /** Why rows have no AUC; empty when they have one. */
  static String undefined(ScoredRows rows) {
    int positives = 0;
    for (float label : rows.label()) {
      positives += (int) label;
    }
    if (rows.rows() == 0) {
      return "there are no rows";
    }
    if (positives == 0 || positives == rows.rows()) {
      return "there is only one class: all "
          + rows.rows()
          + " labels are "
          + (positives == 0 ? 0 : 1);
    }
    return "";
  }

  private interface Defined extends Measurement {
    RankSum.Wins wins();

    @Override
    default double chance() {
      return Double.isNaN(value()) ? Double.NaN : 0.5;
    }

    @Override
    default double ceiling() {
      return Double.isNaN(value()) ? Double.NaN : 1;
    }

    @Override
    default double[] contributions() {
      RankSum.Wins wins = wins();
      double p = wins.allPositives();
      double n = wins.allNegatives();
      double[] shares = new double[wins.positives().length];
      for (int u = 0; u < shares.length; u++) {
        double rows = wins.positives()[u] + wins.negatives()[u];
        shares[u] =
            rows == 0
                ? Double.NaN
                : (wins.ofPositives()[u] + wins.ofNegatives()[u]) / (p * n)
                    - value() * (wins.positives()[u] / p + wins.negatives()[u] / n);
      }
      return shares;
    }
  }

  private record Exact(
      RankSum sorted, RankSum.Wins wins, double value, long rows, int users, String undefined)
      implements Defined {
    @Override
    public double resampled(int[] times) {
      return sorted.aucOfGroups(times);
    }
  }

  /** The mean placement of each class's rows among all rows of the other. */
  private record Projected(RankSum.Wins wins, double value, long rows, int users)
      implements Defined {
    @Override
    public double resampled(int[] times) {
      double positives = Sums.dot(times, wins.positives());
      double negatives = Sums.dot(times, wins.negatives());
      return positives == 0 || negatives == 0
          ? Double.NaN
          : Sums.dot(times, wins.ofPositives()) / wins.allNegatives() / positives
              + Sums.dot(times, wins.ofNegatives()) / wins.allPositives() / negatives
              - value;
    }

    @Override
    public String undefined() {
      return "";
    }
  }
}
