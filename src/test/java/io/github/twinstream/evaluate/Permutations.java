package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;
import java.util.function.ToDoubleFunction;

/** The brute-force expectation of a metric over all orders of one user's few rows. */
final class Permutations {
  private Permutations() {}

  static double mean(ScoredRows rows, ToDoubleFunction<ScoredRows> value) {
    int n = rows.rows();
    double[] total = new double[2];
    visit(new double[n], 0, rows, value, total);
    return total[0] / total[1];
  }

  private static void visit(
      double[] score,
      int placed,
      ScoredRows rows,
      ToDoubleFunction<ScoredRows> value,
      double[] total) {
    if (placed == score.length) {
      ScoredRows ordered =
          new ScoredRows(
              score.clone(),
              rows.label(),
              rows.relevance(),
              rows.group(),
              rows.groups(),
              rows.baseRate());
      total[0] += value.applyAsDouble(ordered);
      total[1]++;
      return;
    }
    for (int row = 0; row < score.length; row++) {
      if (score[row] == 0) {
        score[row] = placed + 1;
        visit(score, placed + 1, rows, value, total);
        score[row] = 0;
      }
    }
  }
}
