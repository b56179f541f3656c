package io.github.twinstream.evaluate;

import io.github.twinstream.error.DataException;
import io.github.twinstream.rank.Items;
import io.github.twinstream.rank.ScoredRows;

/**
 * Who is shown what: each user's k best rows with the probability that they are among them, which
 * is below 1 only where rows tie across rank k.
 */
final class Exposure {
  private final ScoredRows rows;
  private final RankedUsers ranked;
  private final int cutoff;

  /**
   * @throws DataException if the rows' items are not known, or a score is NaN
   */
  Exposure(String metric, ScoredRows rows, int cutoff) {
    if (!rows.items().known()) {
      throw new DataException(
          metric
              + " needs to know the rows' items, and they are not: name the item column, e.g."
              + " compare(streams, c -> c.item(\"ISBN\"), ...)");
    }
    this.rows = rows;
    this.ranked = new RankedUsers(rows);
    this.cutoff = cutoff;
  }

  RankedUsers ranked() {
    return ranked;
  }

  Items items() {
    return rows.items();
  }

  int item(int user, int rank) {
    return rows.items().item()[ranked.row(user, rank)];
  }

  /** How many rows the user is shown. */
  int shown(int user) {
    return Math.min(cutoff, ranked.size(user));
  }

  /** The last rank that may be shown: beyond k only where rows tie across it. */
  int reach(int user) {
    return shown(user) == 0 ? 0 : ranked.tieEnd(user, shown(user));
  }

  /** The first rank of the run of tied scores across rank k. */
  int tieStart(int user) {
    int shown = shown(user);
    int first = 1;
    while (ranked.tieEnd(user, first) < shown) {
      first = ranked.tieEnd(user, first) + 1;
    }
    return first;
  }

  /** A value of an item. */
  interface ItemValue {
    double of(int item);
  }

  /** The expected mean of a value over what the user is shown; NaN for a user without rows. */
  double mean(int user, ItemValue value) {
    int shown = shown(user);
    if (shown == 0) {
      return Double.NaN;
    }
    double sum = 0;
    int start = tieStart(user);
    int reach = reach(user);
    double fit = (shown - start + 1.0) / (reach - start + 1);
    for (int rank = 1; rank <= reach; rank++) {
      sum += value.of(item(user, rank)) * (rank < start ? 1 : fit);
    }
    return sum / shown;
  }

  /** The mean of a value over all of the user's rows: what a random order is expected to show. */
  double chance(int user, ItemValue value) {
    double sum = 0;
    for (int rank = 1; rank <= ranked.size(user); rank++) {
      sum += value.of(item(user, rank));
    }
    return sum / ranked.size(user);
  }

  /** The largest mean of a value over as many of the user's rows as are shown. */
  double best(int user, ItemValue value) {
    double[] sorted = new double[ranked.size(user)];
    for (int rank = 1; rank <= sorted.length; rank++) {
      sorted[rank - 1] = value.of(item(user, rank));
    }
    java.util.Arrays.sort(sorted);
    double sum = 0;
    for (int i = 1; i <= shown(user); i++) {
      sum += sorted[sorted.length - i];
    }
    return sum / shown(user);
  }
}
