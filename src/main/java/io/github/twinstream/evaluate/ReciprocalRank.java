package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * The mean reciprocal rank of each user's first positive row.
 *
 * <p>Formula for a user: 1 / rank of the best-scored positive; among t tied rows with p positives
 * behind a rows, the expectation Σ_j C(t − j, p − 1) / C(t, p) / (a + j). The result is the plain
 * mean over the users with one positive or more. Chance: the same with all n rows tied. Ceiling: 1.
 * Edges: no user with a positive: undefined; NaN scores: an error. Source: Voorhees 1999; LensKit's
 * {@code RecipRank}. Not {@link Mrr}, which averages over all positives as FuxiCTR does.
 */
public record ReciprocalRank() implements Metric {
  @Override
  public String name() {
    return "MRR(first)";
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    return new RankedUsers(rows).mean(ReciprocalRank::value, false);
  }

  private static double value(Blocks blocks) {
    int above = 0;
    for (int b = 0; b < blocks.count(); b++) {
      int tied = blocks.size(b);
      int positives = blocks.positives(b);
      if (positives > 0) {
        double expected = 0;
        double reached = 1;
        for (int j = 1; j <= tied - positives + 1; j++) {
          double first = reached * positives / (tied - j + 1);
          expected += first / (above + j);
          reached -= first;
        }
        return expected;
      }
      above += tied;
    }
    return 0;
  }
}
