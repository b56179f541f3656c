package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * The share of users who find a positive row among their k best scores.
 *
 * <p>Formula for a user: 1 if a positive has rank ≤ k, else 0; of t tied rows with p positives of
 * which s fit below rank k, the probability that one is drawn, 1 − C(t − p, s) / C(t, s). The
 * result is the plain mean over the users with one positive or more. Chance: the same probability
 * with all n rows tied. Ceiling: 1. Edges: no user with a positive: undefined; NaN scores: an
 * error. Source: HR@k as in RecBole; He et al. 2017 (NCF).
 *
 * @param cutoff k, at least 1
 */
public record HitRateAt(int cutoff) implements Metric {
  /** Checks the cut-off. */
  public HitRateAt {
    Gains.requireRank("HitRate@k", cutoff);
  }

  @Override
  public String name() {
    return "HitRate@" + cutoff;
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    return new RankedUsers(rows).mean(this::value, false);
  }

  private double value(Blocks blocks) {
    double missed = 1;
    int above = 0;
    for (int b = 0; b < blocks.count() && above < cutoff; b++) {
      int fit = Math.min(blocks.size(b), cutoff - above);
      missed *= Blocks.noneOf(blocks.size(b), blocks.positives(b), fit);
      above += blocks.size(b);
    }
    return 1 - missed;
  }
}
