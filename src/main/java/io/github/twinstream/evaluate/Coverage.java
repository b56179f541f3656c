package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * The share of the catalogue that is among the k best items of at least one user.
 *
 * <p>Formula: Σ over items of the probability of being shown to somebody, divided by the
 * catalogue's size; the probability is 0 or 1 but where rows tie across rank k. More is more
 * variety, not better as such; it grows with the number of users. Chance: the same when each user's
 * rows are in random order, exactly. Ceiling: an upper bound, the smaller of the places that there
 * are and the items among the rows, over the catalogue. Edges: unknown items: an error; no rows:
 * undefined; a resample holds fewer distinct users, so its coverage is lower than the value and the
 * interval lies below it. Source: Herlocker et al. 2004; Ge et al. 2010 (catalogue coverage).
 *
 * @param cutoff k, at least 1
 */
public record Coverage(int cutoff) implements Metric {
  /** Checks the cut-off. */
  public Coverage {
    Gains.requireRank("Coverage@k", cutoff);
  }

  @Override
  public String name() {
    return "Coverage@" + cutoff;
  }

  @Override
  public Measurement measure(ScoredRows rows) {
    Exposure shown = new Exposure(name(), rows, cutoff);
    double chance = new ShownItems(shown, Coverage::share, true, Double.NaN, Double.NaN).value();
    double places = 0;
    for (int u = 0; u < shown.ranked().users(); u++) {
      places += shown.shown(u);
    }
    long distinct = java.util.stream.IntStream.of(rows.items().item()).distinct().count();
    double ceiling = Math.min(places, distinct) / rows.items().catalogue();
    return new ShownItems(shown, Coverage::share, false, chance, ceiling);
  }

  private static double share(ShownItems.Shown shown) {
    double covered = 0;
    for (double missed : shown.missed()) {
      covered += 1 - missed;
    }
    return covered / shown.missed().length;
  }
}
