package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * The expected calibration error: how far predictions are from how often they come true; lower is
 * better.
 *
 * <p>Formula: Σ_b |Σ_{i in b} (p_i − y_i)| / n over bins b of equal width in [0, 1]. Every row
 * weighs the same. A model that always predicts the right share has 0, so read it beside AUC.
 * Chance: that of always predicting {@link ScoredRows#baseRate()}, |base rate − ȳ|. Ceiling: 0. It
 * is biased upwards on few rows, and its interval with it. Edges: no rows: undefined; one class:
 * defined; scores outside [0, 1] or NaN: an error. Source: Naeini et al. 2015. The bins themselves:
 * {@link ReliabilityCurve}.
 *
 * @param bins how many bins there are; at least 1
 */
public record CalibrationError(int bins) implements Metric {
  /** 10 bins. */
  public CalibrationError() {
    this(10);
  }

  /** Checks the bins. */
  public CalibrationError {
    ReliabilityCurve.requireBins(bins);
  }

  @Override
  public String name() {
    return bins == 10 ? "ECE" : "ECE(bins=" + bins + ")";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public Measurement measure(ScoredRows rows) {
    RankedUsers.require(rows);
    double[][] sums = new double[bins + 1][rows.groups()];
    double positives = 0;
    for (int i = 0; i < rows.rows(); i++) {
      double p = RowMean.probability(rows, i, name());
      sums[ReliabilityCurve.bin(p, bins)][rows.group()[i]] += p - rows.label()[i];
      sums[bins][rows.group()[i]]++;
      positives += rows.label()[i];
    }
    double n = rows.rows();
    return new UserSums(
        sums,
        CalibrationError::error,
        Math.abs(rows.baseRate() - positives / n),
        n == 0 ? Double.NaN : 0,
        rows.rows(),
        RowMean.users(rows),
        n == 0 ? "there are no rows" : "");
  }

  private static double error(double[] sums) {
    double error = 0;
    for (int b = 0; b < sums.length - 1; b++) {
      error += Math.abs(sums[b]);
    }
    return error / sums[sums.length - 1];
  }
}
