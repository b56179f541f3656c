package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;
import java.util.Arrays;

/**
 * The share of the k best items that are not among the few that most training rows are about.
 *
 * <p>Formula: the head are the most popular items that together hold 80 % of the training rows
 * (items as popular as the last of them included); a user's value is the share of the min(k, n)
 * best rows whose item is outside the head, the result the plain mean over the users with rows.
 * Rows that tie across rank k count with their expectation. More is more variety, not better as
 * such. Chance: the share over all of the user's rows. Ceiling: tail items first. Edges: no
 * training rows at all: every item is in the tail; unknown items: an error; no rows: undefined.
 * Source: Abdollahpouri et al. 2017 (average percentage of long-tail items).
 *
 * @param cutoff k, at least 1
 */
public record LongTail(int cutoff) implements Metric {
  private static final double HEAD = 0.8;

  /** Checks the cut-off. */
  public LongTail {
    Gains.requireRank("LongTail@k", cutoff);
  }

  @Override
  public String name() {
    return "LongTail@" + cutoff;
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    Exposure shown = new Exposure(name(), rows, cutoff);
    int[] popularity = rows.items().popularity();
    int least = leastOfHead(popularity);
    Exposure.ItemValue tail = item -> popularity[item] < least ? 1 : 0;
    return shown
        .ranked()
        .mean(
            u -> shown.mean(u, tail),
            u -> shown.chance(u, tail),
            u -> shown.best(u, tail),
            "there are no rows");
  }

  /** How many training rows an item of the head has at least. */
  static int leastOfHead(int[] popularity) {
    int[] sorted = popularity.clone();
    Arrays.sort(sorted);
    long all = Arrays.stream(sorted).asLongStream().sum();
    long held = 0;
    for (int i = sorted.length - 1; i >= 0; i--) {
      held += sorted[i];
      if (held >= HEAD * all && held > 0) {
        return sorted[i];
      }
    }
    return Integer.MAX_VALUE;
  }
}
