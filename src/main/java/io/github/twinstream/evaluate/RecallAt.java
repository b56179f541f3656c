package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * The share of a user's positive rows that lie among the k best scores.
 *
 * <p>Formula for a user: positives with rank ≤ k, divided by all the user's positives. The result
 * is the plain mean over the users with one positive or more; a user with more than k positives
 * cannot reach 1. When rows tie across rank k, the expectation over their random orders counts: of
 * t tied rows with p positives of which s fit, p·s/t. Chance: min(k, n)/n for a user with n rows,
 * averaged over the same users; it is 1 for a user with k rows or fewer. Ceiling: min(k, positives)
 * / positives. Edges: no user with a positive: undefined; NaN scores: an error. Source: Recall@k as
 * in LensKit and RecBole, on the user's own candidates.
 *
 * @param cutoff k, at least 1
 */
public record RecallAt(int cutoff) implements Metric {
  /** Checks the cut-off. */
  public RecallAt {
    Gains.requireRank("Recall@k", cutoff);
  }

  @Override
  public String name() {
    return "Recall@" + cutoff;
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    return new RankedUsers(rows).mean(b -> b.hits(cutoff) / b.positives(), false);
  }
}
