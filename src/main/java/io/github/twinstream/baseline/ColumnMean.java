package io.github.twinstream.baseline;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import java.util.Locale;

/**
 * The share of positive training rows of an item, or of another column's value, shrunk towards the
 * share of all: (Σ y + k μ) / (n + k). An unseen value has μ.
 *
 * @param column the column; empty for the item column
 * @param shrinkage k, at least 0: as many rows of the average are added
 */
public record ColumnMean(String column, double shrinkage) implements Baseline {
  /** Checks the shrinkage. */
  public ColumnMean {
    requireShrinkage(shrinkage);
  }

  static void requireShrinkage(double shrinkage) {
    if (!(shrinkage >= 0)) {
      throw new ConfigException(Messages.outOfRange("shrinkage", shrinkage, "at least 0"));
    }
  }

  @Override
  public String name() {
    return column.isEmpty() ? "item mean" : "mean of " + column;
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "share of positive training rows of %s, shrunk by %s rows",
        column.isEmpty() ? "the item" : column,
        shrinkage);
  }

  @Override
  public boolean simple() {
    return true;
  }

  @Override
  public FittedBaseline fit(LearningRows rows, long seed) {
    String by = column.isEmpty() ? rows.item(name()) : column;
    double mean = rows.mean();
    Tally tally = new Tally(rows.train(), by, rows.labels());
    return new FittedBaseline() {
      @Override
      public double[] score(DataTable scored) {
        return tally.of(
            scored,
            sum -> (sum.total() + shrinkage * mean) / Math.max(1e-9, sum.rows() + shrinkage),
            mean);
      }

      @Override
      public long parameters() {
        return tally.size() + 1;
      }
    };
  }
}
