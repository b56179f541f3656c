package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.train.ClickMetrics;

/**
 * The mean surprise of the labels under the predicted probabilities, in nats; lower is better.
 *
 * <p>Formula: mean over rows of −ln p (positive) or −ln(1 − p) (negative), p clipped to 2⁻⁵² from 0
 * and 1 ({@link ClickMetrics#logLoss(double[], float[])}). Every row weighs the same. Chance: the
 * log-loss of always predicting {@link ScoredRows#baseRate()}, the share of positives among the
 * training rows. Edges: no rows: undefined; one class: defined; scores outside [0, 1] or NaN: an
 * error; a base rate of NaN: chance unknown. Source: scikit-learn's {@code log_loss}, as FuxiCTR.
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
  public Measurement measure(ScoredRows rows) {
    RankedUsers.require(rows);
    double[] loss = new double[rows.groups()];
    double[] count = new double[rows.groups()];
    double chance = 0;
    boolean known = !Double.isNaN(rows.baseRate());
    for (int i = 0; i < rows.rows(); i++) {
      int user = rows.group()[i];
      loss[user] += ClickMetrics.logLoss(rows.score()[i], rows.label()[i], i);
      count[user]++;
      chance += known ? ClickMetrics.logLoss(rows.baseRate(), rows.label()[i], i) : Double.NaN;
    }
    for (int u = 0; u < loss.length; u++) {
      loss[u] /= count[u];
    }
    return new PerUser(loss, count, chance / rows.rows(), rows.rows(), "there are no rows");
  }
}
