package io.github.twinstream.chart;

import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.train.ClickMetrics;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** The ROC curve: the share of positives found against the share of negatives taken along. */
public final class RocCurve {
  private static final String TITLE = "ROC curve";
  private static final double[] UNIT = {0, 1};

  private RocCurve() {}

  /**
   * Draws the curve over all rows beside the diagonal of random scores; rows of one class give a
   * chart that says so.
   *
   * @throws io.github.twinstream.error.DataException if a score is NaN
   */
  public static Chart of(ScoredRows rows) {
    double auc = ClickMetrics.auc(rows.score(), rows.label());
    if (Double.isNaN(auc)) {
      return Chart.empty(TITLE, "a ROC curve needs rows of both classes");
    }
    Curves curves = new Curves(rows);
    double[] x = new double[curves.points];
    double[] y = new double[curves.points];
    for (int i = 0; i < x.length; i++) {
      x[i] = curves.negatives[i] / curves.allNegatives();
      y[i] = curves.positives[i] / curves.allPositives();
    }
    double[][] thin = Curves.thin(x, y);
    String area = String.format(Locale.ROOT, "AUC %.4f", auc);
    return Chart.of(
        TITLE,
        String.format(Locale.ROOT, "%s over %,d rows; random scores: 0.5", area, rows.rows()),
        area + "; the diagonal of random scores has 0.5.",
        1,
        List.of((g, look, w, h) -> draw(look, w, h, thin).paint(g, w, h)));
  }

  private static XYChart draw(Look look, int width, int height, double[][] curve) {
    XYChart chart =
        look.axes(
            width,
            height,
            "false positive rate (share of negative rows)",
            "true positive rate (share of positive rows)");
    Look.xRange(chart, 0, 1);
    Look.yRange(chart, 0, 1);
    look.dashed(chart, "random scores", UNIT, UNIT, look.quiet);
    look.line(chart, "model", curve[0], curve[1], look.blue);
    Look.legend(chart);
    return chart;
  }
}
