package io.github.twinstream.chart;

import io.github.twinstream.rank.ScoredRows;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** How many times more positives the best-scored rows hold than rows taken at random. */
public final class Lift {
  private static final String TITLE = "Lift";
  private static final double TENTH = 0.1;

  private Lift() {}

  /**
   * Draws the lift, the share of positives among the best-scored x % of rows over their share among
   * all rows, beside 1 for random scores; tied scores are taken together. The first hundredth is
   * left out: so few rows say little. Rows without a positive give a chart that says so.
   *
   * @throws io.github.twinstream.error.DataException if a score is NaN
   */
  public static Chart of(ScoredRows rows) {
    Curves curves = new Curves(rows);
    if (curves.allPositives() == 0) {
      return Chart.empty(TITLE, "lift needs positive rows");
    }
    double all = rows.rows();
    double base = curves.allPositives() / all;
    int first = 1;
    while (first < curves.points - 1 && taken(curves, first) < 0.01 * all) {
      first++;
    }
    double[] share = new double[curves.points - first];
    double[] lift = new double[share.length];
    double tenth = Double.NaN;
    for (int i = 0; i < share.length; i++) {
      double taken = taken(curves, first + i);
      share[i] = taken / all;
      lift[i] = curves.positives[first + i] / taken / base;
      if (Double.isNaN(tenth) && taken >= TENTH * all) {
        tenth = lift[i];
      }
    }
    double[][] thin = Curves.thin(share, lift);
    thin[0] = Arrays.stream(thin[0]).map(s -> 100 * s).toArray();
    String numbers =
        String.format(
            Locale.ROOT,
            "the best tenth of the rows holds %.2f times the positives of a random tenth",
            tenth);
    return Chart.of(
        TITLE,
        numbers,
        "Lift curve: " + numbers + ".",
        1,
        List.of((g, look, w, h) -> draw(look, w, h, thin).paint(g, w, h)));
  }

  private static double taken(Curves curves, int point) {
    return curves.positives[point] + curves.negatives[point];
  }

  private static XYChart draw(Look look, int width, int height, double[][] curve) {
    XYChart chart =
        look.axes(width, height, "best-scored rows (% of all)", "lift (times the share at random)");
    double high = 1;
    for (double y : curve[1]) {
      high = Math.max(high, y);
    }
    Look.xRange(chart, 0, 100);
    Look.yRange(chart, 0, high * 1.05);
    look.dashed(chart, "random scores", new double[] {0, 100}, new double[] {1, 1}, look.quiet);
    look.line(chart, "model", curve[0], curve[1], look.blue);
    Look.legend(chart);
    return chart;
  }
}
