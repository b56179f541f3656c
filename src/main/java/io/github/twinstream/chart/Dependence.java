package io.github.twinstream.chart;

import io.github.twinstream.explain.PartialDependence;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** How the mean score moves with one column, all else left as it is. */
public final class Dependence {
  private Dependence() {}

  /** Draws a curve of the means or, for tokens, dots; how rows spread is in the table. */
  public static Chart of(PartialDependence dependence) {
    String title = "Partial dependence on " + dependence.column();
    List<PartialDependence.Point> points = dependence.points();
    if (dependence.numeric() && points.stream().anyMatch(p -> !Double.isNaN(p.number()))) {
      String words =
          String.format(
              Locale.ROOT,
              "mean over %,d rows, from %.4f to %.4f",
              dependence.rows(),
              points.stream().mapToDouble(PartialDependence.Point::mean).min().orElse(0),
              points.stream().mapToDouble(PartialDependence.Point::mean).max().orElse(0));
      return Chart.of(
          title,
          words,
          words + ".",
          1,
          List.of((g, look, w, h) -> draw(look, w, h, dependence).paint(g, w, h)));
    }
    double mean =
        points.stream().mapToDouble(p -> p.share() * p.mean()).sum()
            / points.stream().mapToDouble(PartialDependence.Point::share).sum();
    double[] none = new double[points.size()];
    Arrays.fill(none, Double.NaN);
    return DotIntervals.of(
        title,
        "mean score (probability)",
        points.stream().map(p -> p.value() == null ? "(missing)" : p.value()).toList(),
        points.stream().mapToDouble(PartialDependence.Point::mean).toArray(),
        none,
        none,
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
    double[] all =
        dependence.points().stream().mapToDouble(PartialDependence.Point::mean).toArray();
    double bottom = Arrays.stream(all).min().orElse(0);
    double top = Arrays.stream(all).max().orElse(1);
    double room = Math.max(0.08 * (top - bottom), 0.01);
    double side = n > 1 ? 0.02 * (x[n - 1] - x[0]) : 0.5;
    Look.xRange(chart, x[0] - side, x[n - 1] + side);
    Look.yRange(chart, bottom - room, top + room);
    dependence.points().stream()
        .filter(p -> p.value() == null)
        .findFirst()
        .ifPresent(
            missing -> {
              double[] ends = {x[0] - side, x[n - 1] + side};
              double[] level = {missing.mean(), missing.mean()};
              look.dashed(chart, "missing values", ends, level, look.orange);
            });
    look.dotted(chart, "mean", x, mean, look.blue);
    Look.legend(chart);
    return chart;
  }
}
