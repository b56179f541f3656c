package io.github.twinstream.feature;

/** Encoded rows that can be read in any order: in memory or from a file. Safe for many threads. */
public interface RowSource {
  /** What the columns mean. */
  Schema schema();

  /** How many rows there are. */
  int rows();

  /** Whether the rows carry labels. */
  boolean labelled();

  /**
   * Copies a row's ids.
   *
   * @param row from 0
   * @param into takes {@code schema().idWidth()} ids
   */
  void ids(int row, int[] into);

  /**
   * Copies a row's numbers.
   *
   * @param row from 0
   * @param into takes {@code schema().numericWidth()} numbers
   */
  void numbers(int row, float[] into);

  /** A row's label, 1 or 0; defined if {@link #labelled()}. */
  float label(int row);

  /** Whether the rows have groups. */
  default boolean grouped() {
    return false;
  }

  /** A row's group; defined if {@link #grouped()}. */
  default int group(int row) {
    return 0;
  }
}
