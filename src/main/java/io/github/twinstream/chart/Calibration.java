package io.github.twinstream.chart;

import io.github.twinstream.evaluate.CalibrationError;
import io.github.twinstream.evaluate.ReliabilityCurve;
import io.github.twinstream.rank.ScoredRows;
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
   * Draws the ten bins of {@link CalibrationError}: the mean probability against the share of
   * positives, beside the diagonal of a calibrated model.
   *
   * @throws io.github.twinstream.error.DataException if a score is no probability
   */
  public static Chart of(ScoredRows rows) {
    if (rows.rows() == 0) {
      return Chart.empty(TITLE, "there are no rows");
    }
    List<ReliabilityCurve.Bin> bins = ReliabilityCurve.of(rows, BINS).bins();
    double[] predicted = bins.stream().mapToDouble(ReliabilityCurve.Bin::predicted).toArray();
    double[] observed = bins.stream().mapToDouble(ReliabilityCurve.Bin::observed).toArray();
    String numbers =
        String.format(
            Locale.ROOT,
            "expected calibration error %.4f over %d bins, %d of which have rows",
            new CalibrationError(BINS).measure(rows).value(),
            BINS,
            bins.size());
    return Chart.of(
        TITLE,
        numbers,
        "Predicted probability against the share of positives: " + numbers + ".",
        1,
        List.of((g, look, w, h) -> draw(look, w, h, predicted, observed).paint(g, w, h)));
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
