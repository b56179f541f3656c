package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * How little known the k best items are: their mean self-information in bits.
 *
 * <p>Formula: an item with c training rows of N in all, in a catalogue of M items, has −log2((c +
 * 1)/(N + M)); a user's value is the mean over the min(k, n) best rows, the result the plain mean
 * over the users with rows. Rows that tie across rank k count with their expectation. More is more
 * novel, not better as such: scores that avoid what people like have it too, so read it beside an
 * accuracy metric. Chance: the mean over all of the user's rows. Ceiling: the most novel rows
 * first. Edges: an item without training rows has the largest value; unknown items: an error; no
 * rows: undefined. Source: Zhou et al. 2010, Vargas and Castells 2011; Merlin's {@code NoveltyAt}.
 *
 * @param cutoff k, at least 1
 */
public record Novelty(int cutoff) implements Metric {
  private static final double LOG2 = Math.log(2);

  /** Checks the cut-off. */
  public Novelty {
    Gains.requireRank("Novelty@k", cutoff);
  }

  @Override
  public String name() {
    return "Novelty@" + cutoff;
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    Exposure shown = new Exposure(name(), rows, cutoff);
    int[] popularity = rows.items().popularity();
    double all = popularity.length;
    for (int count : popularity) {
      all += count;
    }
    double logAll = Math.log(all);
    Exposure.ItemValue bits = item -> (logAll - Math.log(popularity[item] + 1.0)) / LOG2;
    return shown
        .ranked()
        .mean(
            u -> shown.mean(u, bits),
            u -> shown.chance(u, bits),
            u -> shown.best(u, bits),
            "there are no rows");
  }
}
