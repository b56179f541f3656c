package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * How far the sum of the predictions is from the number of positives, as a share; lower is better.
 *
 * <p>Formula: |Σ p / Σ y − 1|, so a model that promises 10 % too many positives has 0.1, like one
 * that promises 10 % too few. {@link #ratio} gives Σ p / Σ y itself. Every row weighs the same.
 * Chance: that of always predicting {@link ScoredRows#baseRate()}. Ceiling: 0. Edges: no rows or no
 * positives: undefined; scores outside [0, 1] or NaN: an error. Source: TorchRec's calibration (its
 * ratio is 1 at best).
 */
public record CalibrationRatio() implements Metric {
  @Override
  public String name() {
    return "|predicted/observed-1|";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  /** Σ p / Σ y: above 1 where too many positives are promised; NaN without positives. */
  public static double ratio(ScoredRows rows) {
    double[][] sums = sums(rows);
    double positives = Sums.of(sums[1]);
    return positives == 0 ? Double.NaN : Sums.of(sums[0]) / positives;
  }

  @Override
  public Measurement measure(ScoredRows rows) {
    RankedUsers.require(rows);
    double[][] sums = sums(rows);
    double positives = Sums.of(sums[1]);
    boolean defined = positives > 0;
    return new UserSums(
        sums,
        s -> s[1] == 0 ? Double.NaN : Math.abs(s[0] / s[1] - 1),
        defined ? Math.abs(rows.baseRate() * rows.rows() / positives - 1) : Double.NaN,
        defined ? 0 : Double.NaN,
        rows.rows(),
        RowMean.users(rows),
        defined ? "" : rows.rows() == 0 ? "there are no rows" : "there is no positive row");
  }

  private static double[][] sums(ScoredRows rows) {
    return new double[][] {
      RowMean.sums(rows, i -> RowMean.probability(rows, i, "predicted/observed")),
      RowMean.sums(rows, i -> rows.label()[i])
    };
  }
}
