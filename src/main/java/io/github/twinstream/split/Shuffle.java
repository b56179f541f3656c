package io.github.twinstream.split;

import org.apache.commons.math3.random.MersenneTwister;

/**
 * Seeded random orders: Fisher and Yates' shuffle from the last place down, with the Mersenne
 * twister of Commons Math, which gives the same numbers on every platform and Java version.
 */
final class Shuffle {
  private final MersenneTwister random;

  Shuffle(long seed) {
    random = new MersenneTwister(seed);
  }

  /** The numbers from 0 to {@code count}, exclusive, in random order. */
  int[] order(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    shuffle(order);
    return order;
  }

  void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }
}
