package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.train.ClickMetrics;

/**
 * The mean surprise of the labels under the predicted probabilities, in nats; lower is better.
 *
 * <p>Formula: mean over rows of −ln p (positive) or −ln(1 − p) (negative), p clipped to 2⁻⁵² from 0
 * and 1 ({@link ClickMetrics#logLoss(double[], float[])}). Every row weighs the same. Chance: the
 * log-loss of always predicting {@link ScoredRows#baseRate()}, the share of positives among the
 * training rows. Ceiling: 0. Edges: no rows: undefined; one class: defined; scores outside [0, 1]
 * or NaN: an error; a base rate of NaN: chance unknown. Source: scikit-learn's {@code log_loss}, as
 * FuxiCTR.
 */
public record LogLoss() implements Metric {
  @Override
  public String name() {
    return "logloss";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    return RowMean.of(
        rows, i -> ClickMetrics.logLoss(rows.score()[i], rows.label()[i], i), chance(rows));
  }

  private static double chance(ScoredRows rows) {
    double sum = 0;
    for (int i = 0; i < rows.rows() && !Double.isNaN(rows.baseRate()); i++) {
      sum += ClickMetrics.logLoss(rows.baseRate(), rows.label()[i], i);
    }
    return Double.isNaN(rows.baseRate()) ? Double.NaN : sum / rows.rows();
  }
}
