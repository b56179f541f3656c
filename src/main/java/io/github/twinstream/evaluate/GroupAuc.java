package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.train.ClickMetrics;
import io.github.twinstream.train.ScoreOrder;

/**
 * The mean of the users' own AUC: how well each user's rows are ordered among themselves.
 *
 * <p>Formula: Σ_u w_u AUC_u / Σ_u w_u over the users that have both classes; w_u is stated by the
 * {@link Weighting}. A tie counts one half. Chance: 1/2, exactly. Ceiling: 1. Edges: users with one
 * class (so also users with a single row) are left out of both sums; no user left: undefined; NaN
 * scores: an error. Source: Zhu et al. 2017 (DIN) as FuxiCTR computes {@code gAUC} and {@code
 * avgAUC}; RecBole's {@code GAUC} weights by positives, which gives other numbers.
 *
 * @param weighting what a user weighs
 */
public record GroupAuc(Weighting weighting) implements Metric {
  /** What a user weighs in the mean. */
  public enum Weighting {
    /** The user's rows: FuxiCTR's {@code gAUC}. */
    IMPRESSIONS("gAUC"),
    /** The user's positive rows: RecBole's {@code GAUC}. */
    POSITIVES("gAUC(positives)"),
    /** One: FuxiCTR's {@code avgAUC}. */
    EQUAL("avgAUC");

    private final String metric;

    Weighting(String metric) {
      this.metric = metric;
    }
  }

  /** Weighted by impressions. */
  public GroupAuc() {
    this(Weighting.IMPRESSIONS);
  }

  @Override
  public String name() {
    return weighting.metric;
  }

  @Override
  public Measurement measure(ScoredRows rows) {
    RankedUsers.require(rows);
    ScoreOrder order = ScoreOrder.within(rows.score(), rows.group(), rows.groups());
    double[] values = new double[rows.groups()];
    double[] weights = new double[rows.groups()];
    long counted = 0;
    for (int u = 0; u < values.length; u++) {
      values[u] = ClickMetrics.auc(rows.score(), rows.label(), order, u);
      weights[u] =
          switch (weighting) {
            case EQUAL -> 1;
            case IMPRESSIONS -> order.size(u);
            case POSITIVES -> positives(rows, order, u);
          };
      counted += Double.isNaN(values[u]) ? 0 : order.size(u);
    }
    return new PerUser(
        values,
        weights,
        counted == 0 ? Double.NaN : 0.5,
        counted == 0 ? Double.NaN : 1,
        counted,
        rows.rows() == 0 ? "there are no rows" : "no user has both a positive and a negative row");
  }

  private static int positives(ScoredRows rows, ScoreOrder order, int user) {
    int positives = 0;
    for (int i = order.start(user); i < order.start(user) + order.size(user); i++) {
      positives += rows.label()[order.row(i)] == 1 ? 1 : 0;
    }
    return positives;
  }
}
