package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.train.ClickMetrics;

/**
 * The log-loss over the entropy of the rows' own share of positives; lower is better.
 *
 * <p>Formula: logloss / −(ȳ ln ȳ + (1 − ȳ) ln(1 − ȳ)), ȳ being the share of positives among these
 * rows. So 1 is what the best constant reaches, whatever the share. Every row weighs the same; a
 * resample has its own ȳ. Chance: 1, exactly. Ceiling: 0. Edges: no rows or one class (entropy 0):
 * undefined; scores outside [0, 1] or NaN: an error. Source: He et al. 2014 (Facebook); TorchRec's
 * NE.
 */
public record NormalizedEntropy() implements Metric {
  @Override
  public String name() {
    return "NE";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public Measurement measure(ScoredRows rows) {
    RankedUsers.require(rows);
    double[][] sums = {
      RowMean.sums(rows, i -> ClickMetrics.logLoss(rows.score()[i], rows.label()[i], i)),
      RowMean.sums(rows, i -> rows.label()[i]),
      RowMean.sums(rows, i -> 1)
    };
    String undefined = Auc.undefined(rows);
    boolean defined = undefined.isEmpty();
    return new UserSums(
        sums,
        s -> s[0] / s[2] / entropy(s[1] / s[2]),
        defined ? 1 : Double.NaN,
        defined ? 0 : Double.NaN,
        rows.rows(),
        RowMean.users(rows),
        undefined);
  }

  private static double entropy(double share) {
    return share <= 0 || share >= 1
        ? Double.NaN
        : -share * Math.log(share) - (1 - share) * Math.log1p(-share);
  }
}
