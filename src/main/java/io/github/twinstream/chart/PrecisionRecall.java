package io.github.twinstream.chart;

import io.github.twinstream.rank.ScoredRows;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** The precision–recall curve: how pure the best-scored rows are, as more positives are found. */
public final class PrecisionRecall {
  private static final String TITLE = "Precision and recall";

  private PrecisionRecall() {}

  /**
   * Draws the curve over all rows beside the precision of random scores (the share of positives),
   * and says the average precision, Σ (R_n − R_{n−1}) P_n; rows of one class give a chart that says
   * so.
   *
   * @throws io.github.twinstream.error.DataException if a score is NaN
   */
  public static Chart of(ScoredRows rows) {
    Curves curves = new Curves(rows);
    if (curves.allPositives() == 0 || curves.allNegatives() == 0) {
      return Chart.empty(TITLE, "a precision–recall curve needs rows of both classes");
    }
    double[] recall = new double[curves.points - 1];
    double[] precision = new double[curves.points - 1];
    double average = 0;
    for (int i = 0; i < recall.length; i++) {
      double found = curves.positives[i + 1];
      recall[i] = found / curves.allPositives();
      precision[i] = found / (found + curves.negatives[i + 1]);
      average += (recall[i] - (i == 0 ? 0 : recall[i - 1])) * precision[i];
    }
    double share = curves.allPositives() / rows.rows();
    double[][] thin = Curves.thin(recall, precision);
    String numbers =
        String.format(Locale.ROOT, "average precision %.4f; random scores: %.4f", average, share);
    return Chart.of(
        TITLE,
        numbers,
        "The curve has " + numbers + ".",
        1,
        List.of((g, look, w, h) -> draw(look, w, h, thin, share).paint(g, w, h)));
  }

  private static XYChart draw(Look look, int width, int height, double[][] curve, double share) {
    XYChart chart =
        look.axes(
            width,
            height,
            "recall (share of positive rows found)",
            "precision (share of positives)");
    Look.xRange(chart, 0, 1);
    Look.yRange(chart, 0, 1);
    look.dashed(
        chart, "random scores", new double[] {0, 1}, new double[] {share, share}, look.quiet);
    look.line(chart, "model", curve[0], curve[1], look.blue);
    Look.legend(chart);
    return chart;
  }
}
