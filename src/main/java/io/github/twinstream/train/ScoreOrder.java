package io.github.twinstream.train;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.util.Arrays;

/**
 * Rows in the order of their scores, overall or within groups, sorted as primitives: a radix sort
 * of the scores' bits, linear in the number of rows.
 */
public final class ScoreOrder {
  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private final int[] start;
  private final int[] row;

  private ScoreOrder(int[] start, int[] row) {
    this.start = start;
    this.row = row;
  }

  /**
   * The rows' indexes from the lowest score to the highest; rows of equal scores keep their order.
   *
   * @param score one score for each row; infinite values are allowed, and 0.0 equals -0.0
   * @throws DataException if a score is NaN
   */
  public static int[] ascending(double[] score) {
    requireNumbers(score);
    int rows = score.length;
    long[] key = new long[rows];
    int[] row = new int[rows];
    for (int i = 0; i < rows; i++) {
      long bits = Double.doubleToRawLongBits(score[i] + 0.0);
      key[i] = bits ^ ((bits >> 63) | Long.MIN_VALUE);
      row[i] = i;
    }
    long[] otherKey = new long[rows];
    int[] otherRow = new int[rows];
    for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
      if (pass(shift, key, row, otherKey, otherRow)) {
        long[] keys = key;
        key = otherKey;
        otherKey = keys;
        int[] rowsNow = row;
        row = otherRow;
        otherRow = rowsNow;
      }
    }
    return row;
  }

  /**
   * The rows of each group, from the lowest score to the highest.
   *
   * @param score one score for each row
   * @param group the row's group, from 0 to {@code groups - 1}
   * @param groups how many groups there are
   * @throws DataException if a score is NaN
   * @throws ConfigException if a group is out of range
   */
  public static ScoreOrder within(double[] score, int[] group, int groups) {
    requireGroups(group, groups);
    int[] start = new int[groups + 1];
    for (int g : group) {
      start[g + 1]++;
    }
    for (int g = 0; g < groups; g++) {
      start[g + 1] += start[g];
    }
    int[] next = Arrays.copyOf(start, groups);
    int[] row = new int[score.length];
    for (int r : ascending(score)) {
      row[next[group[r]]++] = r;
    }
    return new ScoreOrder(start, row);
  }

  /** How many groups there are, those without rows included. */
  public int groups() {
    return start.length - 1;
  }

  /** Where the group's rows begin among all places; they end where the next group's begin. */
  public int start(int group) {
    return start[group];
  }

  /** How many rows the group has. */
  public int size(int group) {
    return start[group + 1] - start[group];
  }

  /** The row at a place. */
  public int row(int place) {
    return row[place];
  }

  /**
   * Throws unless every group lies from 0 to {@code groups - 1}.
   *
   * @throws ConfigException if one does not; names the row
   */
  public static void requireGroups(int[] group, int groups) {
    for (int i = 0; i < group.length; i++) {
      if (group[i] < 0 || group[i] >= groups) {
        throw new ConfigException(
            Messages.outOfRange(
                "the group of row " + i, group[i], "at least 0 and below " + groups));
      }
    }
  }

  private static boolean pass(int shift, long[] key, int[] row, long[] toKey, int[] toRow) {
    int[] next = new int[DIGITS + 1];
    for (long k : key) {
      next[(int) (k >>> shift & DIGITS - 1) + 1]++;
    }
    for (int d = 0; d < DIGITS; d++) {
      if (next[d + 1] == key.length) {
        return false;
      }
      next[d + 1] += next[d];
    }
    for (int i = 0; i < key.length; i++) {
      int to = next[(int) (key[i] >>> shift & DIGITS - 1)]++;
      toKey[to] = key[i];
      toRow[to] = row[i];
    }
    return true;
  }

  /**
   * Throws if a score is NaN; the message says how many are, and where the first is.
   *
   * @throws DataException if a score is NaN
   */
  static void requireNumbers(double[] score) {
    int count = 0;
    int first = -1;
    for (int i = 0; i < score.length; i++) {
      if (Double.isNaN(score[i])) {
        first = count++ == 0 ? i : first;
      }
    }
    if (count > 0) {
      throw new DataException(
          count
              + " of "
              + score.length
              + " scores are NaN, the first in row "
              + first
              + ": they cannot be ranked; a training that diverged gives NaN, try a lower learning"
              + " rate or gradient clipping");
    }
  }
}
