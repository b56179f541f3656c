package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.train.ClickMetrics;
import io.github.twinstream.train.RankSum;
import java.util.stream.IntStream;

/**
 * The area under the ROC curve over all rows: the share of pairs (positive row, negative row) in
 * which the positive one has the higher score.
 *
 * <p>Formula: {@link ClickMetrics#auc(double[], float[])}; a tie counts one half. Every pair weighs
 * the same, so pairs of different users count, and a user with many rows counts much. Chance: 1/2,
 * exactly. Edges: no rows, or one class only: undefined; NaN scores: an error. The interval
 * resamples users, each with all its rows. Source: Hanley and McNeil 1982; equal to scikit-learn's
 * {@code roc_auc_score}.
 */
public record Auc() implements Metric {
  @Override
  public String name() {
    return "AUC";
  }

  @Override
  public Measurement measure(ScoredRows rows) {
    RankedUsers.require(rows);
    double value = ClickMetrics.auc(rows.score(), rows.label());
    RankSum sorted = new RankSum(rows.score(), rows.label(), rows.group());
    int users = (int) IntStream.of(rows.group()).distinct().count();
    return new Measured(value, sorted, rows.rows(), users, undefined(rows));
  }

  private static String undefined(ScoredRows rows) {
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

  private record Measured(double value, RankSum sorted, long rows, int users, String undefined)
      implements Measurement {
    @Override
    public double resampled(int[] times) {
      return sorted.aucOfGroups(times);
    }

    @Override
    public double chance() {
      return Double.isNaN(value) ? Double.NaN : 0.5;
    }
  }
}
