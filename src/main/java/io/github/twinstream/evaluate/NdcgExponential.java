package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * The reference's {@code NDCG(k)}: exponential gains of the labels, cut at a rank, over all users.
 *
 * <p>Formula for a user: Σ_{r ≤ k} (2^y_r − 1) / log2(r + 1) divided by the same sum in the best
 * order plus 1e-12, y being the label of 0 or 1. The result is the plain mean over all users with
 * rows; <b>a user without positives counts 0</b>, so even the best order stays below 1 when there
 * are such users. Rows of tied scores share their mean gain (the reference's tie order is
 * arbitrary). Chance: the exact expectation over random orders. Edges: a user with one row counts;
 * no rows: undefined; NaN scores: an error. Source: FuxiCTR 2.x. Not the article's nDCG: see {@link
 * Ndcg}.
 *
 * @param cutoff the last rank that counts, at least 1
 */
public record NdcgExponential(int cutoff) implements Metric {
  private static final double SMALL = 1e-12;

  /** Checks the cut-off. */
  public NdcgExponential {
    Gains.requireRank("NDCG(k)", cutoff);
  }

  @Override
  public String name() {
    return "NDCG(k=" + cutoff + ")";
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    RankedUsers ranked = new RankedUsers(rows);
    double[] gain = new double[rows.rows()];
    for (int i = 0; i < gain.length; i++) {
      gain[i] = Math.pow(2, rows.label()[i]) - 1;
    }
    Gains gains = new Gains(ranked, gain, cutoff);
    return ranked.mean(
        u -> gains.discounted(u) / (gains.ideal(u) + SMALL),
        u -> gains.expected(u) / (gains.ideal(u) + SMALL),
        u -> gains.ideal(u) / (gains.ideal(u) + SMALL),
        "there are no rows");
  }
}
