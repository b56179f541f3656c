package io.github.twinstream.evaluate;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.Arrays;

/** Discounted gains of one ranked list: discount 1 / log2(rank + 1), cut at a rank, ties shared. */
final class Gains {
  private final RankedUsers ranked;
  private final double[] gain;
  private final int cutoff;
  private final double[] discounts;

  /**
   * @param gain the gain of each row
   * @param cutoff the last rank that counts
   */
  Gains(RankedUsers ranked, double[] gain, int cutoff) {
    this.ranked = ranked;
    this.gain = gain;
    this.cutoff = cutoff;
    int longest = 0;
    for (int u = 0; u < ranked.users(); u++) {
      longest = Math.max(longest, ranked.size(u));
    }
    discounts = new double[longest + 1];
    for (int rank = 1; rank <= longest; rank++) {
      discounts[rank] = discounts[rank - 1] + (rank <= cutoff ? discount(rank) : 0);
    }
  }

  /** The user's discounted gain: each run of tied scores shares its mean gain. */
  double discounted(int user) {
    double sum = 0;
    int size = ranked.size(user);
    for (int first = 1, last; first <= Math.min(size, cutoff); first = last + 1) {
      last = ranked.tieEnd(user, first);
      double tied = 0;
      for (int rank = first; rank <= last; rank++) {
        tied += gain[ranked.row(user, rank)];
      }
      sum += tied / (last - first + 1) * (discounts[last] - discounts[first - 1]);
    }
    return sum;
  }

  /** The largest discounted gain that an order of the user's rows can have. */
  double ideal(int user) {
    double[] sorted = new double[ranked.size(user)];
    for (int rank = 1; rank <= sorted.length; rank++) {
      sorted[rank - 1] = gain[ranked.row(user, rank)];
    }
    Arrays.sort(sorted);
    double sum = 0;
    for (int rank = 1; rank <= Math.min(sorted.length, cutoff); rank++) {
      sum += sorted[sorted.length - rank] * discount(rank);
    }
    return sum;
  }

  /** The expected discounted gain of the user's rows in a random order: mean gain × Σ discounts. */
  double expected(int user) {
    double sum = 0;
    int size = ranked.size(user);
    for (int rank = 1; rank <= size; rank++) {
      sum += gain[ranked.row(user, rank)];
    }
    return sum / size * discounts[size];
  }

  /** Throws unless the cut-off is a rank. */
  static void requireRank(String metric, int cutoff) {
    if (cutoff < 1) {
      throw new ConfigException(
          Messages.outOfRange("the cut-off of " + metric, cutoff, "at least 1"));
    }
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 1.0);
  }
}
