package io.github.twinstream.baseline;

import io.github.twinstream.table.DataTable;
import java.util.SplittableRandom;

/** Seeded random scores: where every metric's chance level shows itself. */
public record RandomScores() implements Baseline {
  @Override
  public String name() {
    return "random";
  }

  @Override
  public String describe() {
    return "seeded uniform scores, calibrated";
  }

  @Override
  public boolean simple() {
    return true;
  }

  @Override
  public FittedBaseline fit(LearningRows rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Calibrated.on(
        rows,
        new FittedBaseline() {
          @Override
          public double[] score(DataTable scored) {
            return random.doubles(scored.rows()).toArray();
          }

          @Override
          public long parameters() {
            return 0;
          }
        });
  }
}
