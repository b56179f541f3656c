package io.github.twinstream.baseline;

import io.github.twinstream.table.DataTable;

/**
 * How many training rows an item has, as ln(1 + count): more is better, whatever the labels. An
 * unseen item has 0.
 */
public record Popularity() implements Baseline {
  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public String describe() {
    return "ln(1 + training rows of the item), calibrated";
  }

  @Override
  public boolean simple() {
    return true;
  }

  @Override
  public FittedBaseline fit(LearningRows rows, long seed) {
    Tally tally = new Tally(rows.train(), rows.item(name()), rows.labels());
    return Calibrated.on(
        rows,
        new FittedBaseline() {
          @Override
          public double[] score(DataTable scored) {
            return tally.of(scored, sum -> Math.log1p(sum.rows()), 0);
          }

          @Override
          public long parameters() {
            return tally.size();
          }
        });
  }
}
