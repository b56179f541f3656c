package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * The mean over users of the average precision among the k best scores.
 *
 * <p>Formula for a user with P positives: Σ over positives with rank r ≤ k of (positives up to r) /
 * r, divided by min(P, k). A positive among t tied rows with p positives behind a rows and h
 * positives counts its expectation: at each of the tied ranks r with probability p/t, with h + 1 +
 * (r − a − 1)(p − 1)/(t − 1) positives up to it. The result is the plain mean over the users with
 * one positive or more. Chance: the same with all n rows tied. Ceiling: 1. Edges: no user with a
 * positive: undefined; NaN scores: an error. Source: MAP@k as in RecBole and Recommenders.
 *
 * @param cutoff k, at least 1
 */
public record MapAt(int cutoff) implements Metric {
  /** Checks the cut-off. */
  public MapAt {
    Gains.requireRank("MAP@k", cutoff);
  }

  @Override
  public String name() {
    return "MAP@" + cutoff;
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    return new RankedUsers(rows).mean(this::value, false);
  }

  private double value(Blocks blocks) {
    double sum = 0;
    int above = 0;
    int hits = 0;
    for (int b = 0; b < blocks.count() && above < cutoff; b++) {
      int tied = blocks.size(b);
      int positives = blocks.positives(b);
      double before = tied == 1 ? 0 : (positives - 1.0) / (tied - 1);
      for (int j = 0; j < Math.min(tied, cutoff - above) && positives > 0; j++) {
        sum += (double) positives / tied * (hits + 1 + j * before) / (above + j + 1);
      }
      above += tied;
      hits += positives;
    }
    return sum / Math.min(cutoff, blocks.positives());
  }
}
