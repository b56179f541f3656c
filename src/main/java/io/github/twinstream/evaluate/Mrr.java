package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * The reference's MRR: the mean reciprocal rank over <b>all</b> of a user's positive rows, not of
 * the first one.
 *
 * <p>Formula for a user: Σ over positives of 1/rank, divided by (positives + 1e-12). The result is
 * the plain mean over all users with rows; a user without positives counts 0. A positive among tied
 * scores counts the mean of 1/rank over the tied ranks (the reference's tie order is arbitrary).
 * Chance: a positive's expected reciprocal rank in a random order, (1 + 1/2 + … + 1/n) / n for a
 * user with n rows and a positive, averaged over the same users. Ceiling: all positives first.
 * Edges: a user with one row counts; no rows: undefined; NaN scores: an error. Source: FuxiCTR 2.x;
 * LensKit takes the first hit: see {@link ReciprocalRank}.
 */
public record Mrr() implements Metric {
  private static final double SMALL = 1e-12;

  @Override
  public String name() {
    return "MRR(all)";
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    return new RankedUsers(rows).mean(Mrr::value, true);
  }

  private static double value(Blocks blocks) {
    double sum = 0;
    int above = 0;
    for (int b = 0; b < blocks.count(); b++) {
      int tied = blocks.size(b);
      sum += blocks.positives(b) * reciprocals(above + 1, above + tied) / tied;
      above += tied;
    }
    return sum / (blocks.positives() + SMALL);
  }

  private static double reciprocals(int first, int last) {
    double sum = 0;
    for (int rank = first; rank <= last; rank++) {
      sum += 1.0 / rank;
    }
    return sum;
  }
}
