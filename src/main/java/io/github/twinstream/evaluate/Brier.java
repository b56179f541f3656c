package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * The mean squared distance of the predicted probabilities from the labels; lower is better.
 *
 * <p>Formula: mean over rows of (p − y)². Every row weighs the same. Chance: that of always
 * predicting {@link ScoredRows#baseRate()}, the share of positives among the training rows.
 * Ceiling: 0. Edges: no rows: undefined; one class: defined; scores outside [0, 1] or NaN: an
 * error. Source: Brier 1950; scikit-learn's {@code brier_score_loss}.
 */
public record Brier() implements Metric {
  @Override
  public String name() {
    return "Brier";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    double base = rows.baseRate();
    double chance = Sums.of(RowMean.sums(rows, i -> square(base - rows.label()[i]))) / rows.rows();
    return RowMean.of(
        rows, i -> square(RowMean.probability(rows, i, name()) - rows.label()[i]), chance);
  }

  private static double square(double x) {
    return x * x;
  }
}
