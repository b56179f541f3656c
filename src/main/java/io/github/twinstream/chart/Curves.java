package io.github.twinstream.chart;

import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.train.ScoreOrder;
import java.util.Arrays;

/** How many positives and negatives lie at or above each threshold, from the highest score down. */
final class Curves {
  private static final double RESOLUTION = 1.0 / 600;

  final double[] positives;
  final double[] negatives;
  final int points;

  /** One point before the first row, then one after each run of tied scores. */
  Curves(ScoredRows rows) {
    int[] row = ScoreOrder.ascending(rows.score());
    positives = new double[row.length + 1];
    negatives = new double[row.length + 1];
    int at = 0;
    for (int i = row.length - 1; i >= 0; i--) {
      boolean tied = i + 1 < row.length && rows.score()[row[i]] == rows.score()[row[i + 1]];
      if (!tied) {
        at++;
        positives[at] = positives[at - 1];
        negatives[at] = negatives[at - 1];
      }
      if (rows.label()[row[i]] == 1) {
        positives[at]++;
      } else {
        negatives[at]++;
      }
    }
    points = at + 1;
  }

  double allPositives() {
    return positives[points - 1];
  }

  double allNegatives() {
    return negatives[points - 1];
  }

  /** Leaves out points nearer to the last one kept than a reader could see; keeps both ends. */
  static double[][] thin(double[] x, double[] y) {
    double[][] kept = new double[2][x.length];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      boolean end = i == 0 || i == x.length - 1;
      if (end
          || Math.abs(x[i] - kept[0][count - 1]) >= RESOLUTION
          || Math.abs(y[i] - kept[1][count - 1]) >= RESOLUTION) {
        kept[0][count] = x[i];
        kept[1][count] = y[i];
        count++;
      }
    }
    return new double[][] {Arrays.copyOf(kept[0], count), Arrays.copyOf(kept[1], count)};
  }
}
