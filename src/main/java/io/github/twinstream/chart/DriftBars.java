package io.github.twinstream.chart;

import io.github.twinstream.explain.Drift;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** How far each column of new rows has moved from the training rows. */
public final class DriftBars {
  private static final String TITLE = "Drift from the training rows";

  private DriftBars() {}

  /** Draws the population stability indexes beside the levels of moderate and large drift. */
  public static Chart of(Drift drift) {
    if (drift.columns().isEmpty()) {
      return Chart.empty(TITLE, "there are no columns");
    }
    List<String> names =
        drift.columns().stream().map(c -> c.column() + " (" + c.verdict() + ")").toList();
    double[] psi = drift.columns().stream().mapToDouble(Drift.Column::psi).toArray();
    String words =
        String.format(
            Locale.ROOT, "%,d rows against %,d training rows", drift.served(), drift.trained());
    List<String> said =
        drift.columns().stream()
            .map(c -> String.format(Locale.ROOT, "%s %.4f, %s", c.column(), c.psi(), c.verdict()))
            .toList();
    return Chart.of(
            TITLE,
            words + "; dashed: moderate from 0.1, large from 0.25",
            words + ": " + String.join("; ", said) + ".",
            1,
            List.of((look, w, h) -> draw(look, w, h, names, psi)))
        .tall(Bars.height(psi.length));
  }

  private static XYChart draw(Look look, int width, int height, List<String> names, double[] psi) {
    XYChart chart = Bars.draw(look, width, height, "population stability index", names, psi);
    double high = Math.max(0.3, java.util.Arrays.stream(psi).max().orElse(0) * 1.05);
    Look.xRange(chart, 0, high);
    for (double level : new double[] {Drift.MODERATE, Drift.LARGE}) {
      double[] x = {level, level};
      double[] y = {-0.6, psi.length - 0.4};
      look.dashed(chart, "level " + level, x, y, look.quiet);
    }
    return chart;
  }
}
