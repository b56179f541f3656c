package io.github.twinstream.chart;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** How much variance the first principal components keep. */
public final class ExplainedVariance {
  private static final String TITLE = "Variance kept by the components";

  private ExplainedVariance() {}

  /**
   * Draws the running sum of the ratios and marks the number of components chosen.
   *
   * @param ratios each component's share of the variance, largest first
   * @param chosen how many components are used, from 1 to as many as there are ratios
   * @throws ConfigException if {@code chosen} is out of range
   */
  public static Chart of(double[] ratios, int chosen) {
    if (ratios.length == 0) {
      return Chart.empty(TITLE, "there are no components");
    }
    if (chosen < 1 || chosen > ratios.length) {
      throw new ConfigException(
          Messages.outOfRange("chosen components", chosen, "from 1 to " + ratios.length));
    }
    double[] x = new double[ratios.length + 1];
    double[] y = new double[ratios.length + 1];
    for (int i = 1; i <= ratios.length; i++) {
      x[i] = i;
      y[i] = y[i - 1] + (Double.isNaN(ratios[i - 1]) ? 0 : 100 * ratios[i - 1]);
    }
    String numbers =
        String.format(
            Locale.ROOT, "%d of %d components keep %.1f %%", chosen, ratios.length, y[chosen]);
    return Chart.of(
        TITLE,
        numbers,
        numbers + " of the variance.",
        1,
        List.of((g, look, w, h) -> draw(look, w, h, x, y, chosen).paint(g, w, h)));
  }

  private static XYChart draw(
      Look look, int width, int height, double[] x, double[] y, int chosen) {
    XYChart chart = look.axes(width, height, "components", "variance kept (%)");
    Look.xWhole(chart, 0, 1.03 * x[x.length - 1]);
    Look.yRange(chart, 0, 100);
    look.line(chart, "running sum", x, y, look.blue);
    double[] guideX = {0, chosen, chosen};
    double[] guideY = {y[chosen], y[chosen], 0};
    look.dashed(chart, "guide", guideX, guideY, look.quiet).setShowInLegend(false);
    look.dots(
        chart,
        "chosen: " + chosen,
        new double[] {chosen},
        new double[] {y[chosen]},
        look.orange,
        new Highlight(look.paper));
    Look.legend(chart);
    return chart;
  }
}
