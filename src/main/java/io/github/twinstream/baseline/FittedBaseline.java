package io.github.twinstream.baseline;

import io.github.twinstream.table.DataTable;

/** A fitted baseline: it scores any rows. Close it to free what it holds. */
public interface FittedBaseline extends AutoCloseable {
  /** One number for each row, in the rows' order: higher is better. */
  double[] score(DataTable rows);

  /** How many numbers were learned; -1 when that cannot be said. */
  long parameters();

  /** The most memory in MB that a process of its own held; NaN when it has none. */
  default double peakMegabytes() {
    return Double.NaN;
  }

  /** What was found while fitting, such as the number of trees; may be empty. */
  default String found() {
    return "";
  }

  @Override
  default void close() {}
}
