package io.github.twinstream.chart;

import io.github.twinstream.error.DataException;
import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.train.ScoreOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** The reliability curve: how often rows of a predicted probability are in fact positive. */
public final class Calibration {
  private static final String TITLE = "Calibration";
  private static final int BINS = 10;
  private static final double[] UNIT = {0, 1};

  private Calibration() {}

  /**
   * Draws ten bins of equally many rows (tied scores stay in one bin): the mean probability against
   * the share of positives, beside the diagonal of a calibrated model.
   *
   * @throws DataException if a score is no probability
   */
  public static Chart of(ScoredRows rows) {
    if (rows.rows() == 0) {
      return Chart.empty(TITLE, "there are no rows");
    }
    requireProbabilities(rows.score());
    List<double[]> bins = bins(rows);
    double[] predicted = bins.stream().mapToDouble(b -> b[0] / b[2]).toArray();
    double[] observed = bins.stream().mapToDouble(b -> b[1] / b[2]).toArray();
    double error = 0;
    for (int b = 0; b < predicted.length; b++) {
      error += bins.get(b)[2] / rows.rows() * Math.abs(predicted[b] - observed[b]);
    }
    String numbers =
        String.format(
            Locale.ROOT,
            "expected calibration error %.4f over %d bins of equally many rows",
            error,
            bins.size());
    return Chart.of(
        TITLE,
        numbers,
        "Predicted probability against the share of positives: " + numbers + ".",
        1,
        List.of((g, look, w, h) -> draw(look, w, h, predicted, observed).paint(g, w, h)));
  }

  private static void requireProbabilities(double[] score) {
    for (int i = 0; i < score.length; i++) {
      if (!(score[i] >= 0 && score[i] <= 1)) {
        throw new DataException(
            "the score of row "
                + i
                + " is "
                + score[i]
                + ": calibration is defined for probabilities from 0 to 1 only");
      }
    }
  }

  /** For each bin: the sum of scores, the sum of labels, the rows. */
  private static List<double[]> bins(ScoredRows rows) {
    int[] row = ScoreOrder.ascending(rows.score());
    List<double[]> bins = new ArrayList<>();
    double[] bin = new double[3];
    for (int i = 0; i < row.length; i++) {
      bin[0] += rows.score()[row[i]];
      bin[1] += rows.label()[row[i]];
      bin[2]++;
      boolean last = i + 1 == row.length;
      boolean full = (i + 1.0) * BINS / row.length >= bins.size() + 1;
      if (last || full && rows.score()[row[i]] != rows.score()[row[i + 1]]) {
        bins.add(bin);
        bin = new double[3];
      }
    }
    return bins;
  }

  private static XYChart draw(
      Look look, int width, int height, double[] predicted, double[] observed) {
    XYChart chart =
        look.axes(width, height, "predicted probability (mean of the bin)", "share of positives");
    Look.xRange(chart, 0, 1);
    Look.yRange(chart, 0, 1);
    look.dashed(chart, "calibrated", UNIT, UNIT, look.quiet);
    look.dotted(chart, "model", predicted, observed, look.blue);
    Look.legend(chart);
    return chart;
  }
}
