package io.github.twinstream.rank;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws items of the training rows, uniformly or by how many rows they have. */
final class ItemDraw {
  private final int[] known;
  private final long[] upTo;

  /**
   * @param popularity each item's training rows; an item without any is never drawn
   * @param byPopularity whether an item's chance grows with its rows
   */
  ItemDraw(int[] popularity, boolean byPopularity) {
    known = IntStream.range(0, popularity.length).filter(i -> popularity[i] > 0).toArray();
    upTo = new long[known.length];
    long sum = 0;
    for (int i = 0; i < known.length; i++) {
      sum += byPopularity ? popularity[known[i]] : 1;
      upTo[i] = sum;
    }
  }

  /** All items but these. */
  int[] all(Set<Integer> without) {
    return Arrays.stream(known).filter(i -> !without.contains(i)).toArray();
  }

  /**
   * So many different items but these, in the order in which they were drawn; fewer when there are
   * not as many.
   */
  int[] some(int count, Set<Integer> without, long seed) {
    if (known.length - without.size() <= count) {
      int[] left = all(without);
      if (left.length <= count) {
        return left;
      }
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] drawn = new int[count];
    Set<Integer> taken = new HashSet<>(without);
    for (int i = 0; i < count; ) {
      long at = random.nextLong(upTo[upTo.length - 1]);
      int found = Arrays.binarySearch(upTo, at + 1);
      int candidate = known[found < 0 ? -found - 1 : found];
      if (taken.add(candidate)) {
        drawn[i++] = candidate;
      }
    }
    return drawn;
  }
}
