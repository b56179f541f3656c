package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * The reference's {@code MRR}: the mean reciprocal rank of <b>all</b> positives of a user, not of
 * the first one; named {@code MRR(all)} so that the two are never confused.
 *
 * <p>Formula for a user: Σ over positives of 1/rank, divided by (positives + 1e-12). The result is
 * the plain mean over all users with rows; a user without positives counts 0. A positive among tied
 * scores counts the mean of 1/rank over the tied ranks (the reference's tie order is arbitrary).
 * Chance: a positive's expected reciprocal rank in a random order, (1 + 1/2 + … + 1/n) / n for a
 * user with n rows and a positive, averaged over the same users. Edges: a user with one row counts;
 * no rows: undefined; NaN scores: an error. Source: FuxiCTR 2.x; LensKit takes the first hit.
 */
public record Mrr() implements Metric {
  private static final double SMALL = 1e-12;

  @Override
  public String name() {
    return "MRR(all)";
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    RankedUsers ranked = new RankedUsers(rows);
    return ranked.mean(u -> value(ranked, u), u -> chance(ranked, u), "there are no rows");
  }

  private static double value(RankedUsers ranked, int user) {
    double sum = 0;
    int positives = 0;
    for (int first = 1, last; first <= ranked.size(user); first = last + 1) {
      last = ranked.tieEnd(user, first);
      int tied = ranked.positives(user, first, last);
      sum += tied * reciprocals(first, last) / (last - first + 1);
      positives += tied;
    }
    return sum / (positives + SMALL);
  }

  private static double chance(RankedUsers ranked, int user) {
    int size = ranked.size(user);
    int positives = ranked.positives(user, 1, size);
    return positives * reciprocals(1, size) / size / (positives + SMALL);
  }

  private static double reciprocals(int first, int last) {
    double sum = 0;
    for (int rank = first; rank <= last; rank++) {
      sum += 1.0 / rank;
    }
    return sum;
  }
}
