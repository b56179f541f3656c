package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * The share of positive rows among a user's k best scores.
 *
 * <p>Formula for a user with n rows: positives with rank ≤ k, divided by min(k, n), so that a short
 * list can reach 1 (LensKit; RecBole divides by k always). The result is the plain mean over the
 * users with one positive or more. Rows that tie across rank k count with their expectation.
 * Chance: positives / n. Ceiling: min(k, positives) / min(k, n). Edges: no user with a positive:
 * undefined; NaN scores: an error. Source: Precision@k as in LensKit.
 *
 * @param cutoff k, at least 1
 */
public record PrecisionAt(int cutoff) implements Metric {
  /** Checks the cut-off. */
  public PrecisionAt {
    Gains.requireRank("Precision@k", cutoff);
  }

  @Override
  public String name() {
    return "Precision@" + cutoff;
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    return new RankedUsers(rows).mean(b -> b.hits(cutoff) / Math.min(cutoff, b.rows()), false);
  }
}
