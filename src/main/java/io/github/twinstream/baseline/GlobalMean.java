package io.github.twinstream.baseline;

import io.github.twinstream.table.DataTable;
import java.util.Arrays;

/** The share of positive training rows for every row: all rows tie. */
public record GlobalMean() implements Baseline {
  @Override
  public String name() {
    return "global mean";
  }

  @Override
  public String describe() {
    return "the share of positive training rows, for all";
  }

  @Override
  public boolean simple() {
    return true;
  }

  @Override
  public FittedBaseline fit(LearningRows rows, long seed) {
    double mean = rows.mean();
    return new FittedBaseline() {
      @Override
      public double[] score(DataTable scored) {
        double[] scores = new double[scored.rows()];
        Arrays.fill(scores, mean);
        return scores;
      }

      @Override
      public long parameters() {
        return 1;
      }
    };
  }
}
