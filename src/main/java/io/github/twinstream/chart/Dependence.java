package io.github.twinstream.chart;

import io.github.twinstream.explain.PartialDependence;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** How the mean score moves with one column, all else left as it is. */
public final class Dependence {
  private Dependence() {}

  /** Draws a curve with the band of the middle 80 % of rows or, for tokens, dots with bars. */
  public static Chart of(PartialDependence dependence) {
    String title = "Partial dependence on " + dependence.column();
    List<PartialDependence.Point> points = dependence.points();
    if (dependence.numeric() && points.stream().anyMatch(p -> !Double.isNaN(p.number()))) {
      String words =
          String.format(
              Locale.ROOT,
              "mean over %,d rows, from %.4f to %.4f; band: the middle 80 %% of rows",
              dependence.rows(),
              points.stream().mapToDouble(PartialDependence.Point::mean).min().orElse(0),
              points.stream().mapToDouble(PartialDependence.Point::mean).max().orElse(0));
      return Chart.of(
          title, words, words + ".", 1, List.of((look, w, h) -> draw(look, w, h, dependence)));
    }
    double mean =
        points.stream().mapToDouble(p -> p.share() * p.mean()).sum()
            / points.stream().mapToDouble(PartialDependence.Point::share).sum();
    return DotIntervals.of(
        title,
        "mean score (bar: the middle 80 % of rows)",
        points.stream().map(p -> p.value() == null ? "(missing)" : p.value()).toList(),
        points.stream().mapToDouble(PartialDependence.Point::mean).toArray(),
        points.stream().mapToDouble(PartialDependence.Point::low).toArray(),
        points.stream().mapToDouble(PartialDependence.Point::high).toArray(),
        mean,
        "mean of these");
  }

  private static XYChart draw(Look look, int width, int height, PartialDependence dependence) {
    XYChart chart = look.axes(width, height, dependence.column(), "mean score (probability)");
    PartialDependence.Point[] known =
        dependence.points().stream()
            .filter(p -> !Double.isNaN(p.number()))
            .toArray(PartialDependence.Point[]::new);
    int n = known.length;
    double[] x = Arrays.stream(known).mapToDouble(PartialDependence.Point::number).toArray();
    double[] mean = Arrays.stream(known).mapToDouble(PartialDependence.Point::mean).toArray();
    double[] low = Arrays.stream(known).mapToDouble(PartialDependence.Point::low).toArray();
    double[] high = Arrays.stream(known).mapToDouble(PartialDependence.Point::high).toArray();
    double bottom = Arrays.stream(low).min().orElse(0);
    double top = Arrays.stream(high).max().orElse(1);
    double room = Math.max(0.05 * (top - bottom), 1e-3);
    double side = n > 1 ? 0 : 0.5;
    Look.xRange(chart, x[0] - side, x[n - 1] + side);
    Look.yRange(chart, bottom - room, top + room);
    look.dashed(chart, "a tenth of the rows below", x, low, look.quiet);
    look.dashed(chart, "a tenth above", x, high, look.quiet);
    dependence.points().stream()
        .filter(p -> p.value() == null)
        .findFirst()
        .ifPresent(
            missing -> {
              double[] ends = {x[0] - side, x[n - 1] + side};
              double[] level = {missing.mean(), missing.mean()};
              look.line(chart, "missing values", ends, level, look.orange);
            });
    look.dotted(chart, "mean", x, mean, look.blue);
    Look.legend(chart);
    return chart;
  }
}
