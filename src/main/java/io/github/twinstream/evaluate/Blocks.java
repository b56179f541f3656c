package io.github.twinstream.evaluate;

/**
 * One user's ranked rows as runs of tied scores, from the best on: how many rows and how many
 * positives each run has. All that a metric of labels can know of an order.
 */
final class Blocks {
  private int[] size = new int[16];
  private int[] positive = new int[16];
  private int count;
  private int rows;
  private int positives;

  /** Forgets all runs. */
  Blocks clear() {
    count = 0;
    rows = 0;
    positives = 0;
    return this;
  }

  /** Adds a run of tied rows behind the last; an empty one is none. */
  Blocks add(int tied, int tiedPositives) {
    if (tied > 0) {
      if (count == size.length) {
        size = java.util.Arrays.copyOf(size, 2 * count);
        positive = java.util.Arrays.copyOf(positive, 2 * count);
      }
      size[count] = tied;
      positive[count] = tiedPositives;
      count++;
      rows += tied;
      positives += tiedPositives;
    }
    return this;
  }

  int count() {
    return count;
  }

  int size(int block) {
    return size[block];
  }

  int positives(int block) {
    return positive[block];
  }

  /** All rows. */
  int rows() {
    return rows;
  }

  /** All positives. */
  int positives() {
    return positives;
  }

  /** The expected number of positives among the {@code cutoff} best rows. */
  double hits(int cutoff) {
    double hits = 0;
    int above = 0;
    for (int b = 0; b < count && above < cutoff; b++) {
      int fit = Math.min(size[b], cutoff - above);
      hits += (double) positive[b] * fit / size[b];
      above += size[b];
    }
    return hits;
  }

  /** The probability that {@code chosen} of {@code rows} rows hold none of the positives. */
  static double noneOf(int rows, int positives, int chosen) {
    double none = 1;
    for (int i = 0; i < chosen; i++) {
      none *= Math.max(0, rows - positives - i) / (double) (rows - i);
    }
    return none;
  }

  /** What a metric makes of a user's runs. */
  interface Value {
    double of(Blocks blocks);
  }
}
