package io.github.twinstream.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Circle;

/** What work costs as its input grows: one panel for each thing that grows, both axes in powers. */
public final class CostCurves {
  /** Sizes at an end of the axis are so many times away from it. */
  private static final double ROOM = 2;

  private static final String TITLE = "Cost as the data grows";

  private CostCurves() {}

  /**
   * What one thing's growth costs.
   *
   * @param grows the thing, such as {@code rows}
   * @param cost what is measured, with its unit
   * @param points for each series its costs by size; sizes and costs above 0
   */
  public record Sweep(String grows, String cost, Map<String, Map<Double, Double>> points) {
    private DoubleSummaryStatistics summary(ToDoubleFunction<Map.Entry<Double, Double>> part) {
      return points.values().stream()
          .flatMap(series -> series.entrySet().stream())
          .mapToDouble(part)
          .summaryStatistics();
    }

    private String words() {
      return points.entrySet().stream()
          .map(
              series ->
                  cost
                      + " by "
                      + grows
                      + (points.size() > 1 ? ", " + series.getKey() : "")
                      + ": "
                      + series.getValue().entrySet().stream()
                          .map(
                              p ->
                                  String.format(
                                      Locale.ROOT, "%,.0f: %.3g", p.getKey(), p.getValue()))
                          .collect(Collectors.joining("; ")))
          .collect(Collectors.joining(". "));
    }
  }

  /** Draws the sweeps side by side; those without a point are left out. */
  public static Chart of(String subtitle, List<Sweep> sweeps) {
    List<Sweep> measured =
        sweeps.stream().filter(sweep -> sweep.summary(Map.Entry::getKey).getCount() > 0).toList();
    if (measured.isEmpty()) {
      return Chart.empty(TITLE, "nothing was measured");
    }
    String alt = measured.stream().map(Sweep::words).collect(Collectors.joining(". ")) + ".";
    List<Panel> panels = new ArrayList<>();
    for (Sweep sweep : measured) {
      panels.add((g, look, w, h) -> draw(look, w, h, sweep).paint(g, w, h));
    }
    return Chart.of(TITLE, subtitle, alt, measured.size(), panels);
  }

  private static XYChart draw(Look look, int width, int height, Sweep sweep) {
    XYChart chart = look.axes(width, height, sweep.grows(), sweep.cost());
    XYStyler style = chart.getStyler();
    style.setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    style.setXAxisDecimalPattern("#,##0").setYAxisDecimalPattern("#,##0.###");
    Color[] colors = {look.blue, look.orange, look.green};
    int at = 0;
    for (Map.Entry<String, Map<Double, Double>> series : sweep.points().entrySet()) {
      double[] x = series.getValue().keySet().stream().mapToDouble(v -> v).toArray();
      double[] y = series.getValue().values().stream().mapToDouble(v -> v).toArray();
      Color color = colors[at++ % colors.length];
      look.line(chart, series.getKey(), x, y, color).setMarker(new Circle()).setMarkerColor(color);
    }
    DoubleSummaryStatistics sizes = sweep.summary(Map.Entry::getKey);
    DoubleSummaryStatistics costs = sweep.summary(Map.Entry::getValue);
    style.setXAxisMin(sizes.getMin() / ROOM).setXAxisMax(sizes.getMax() * ROOM);
    // whole powers of ten, since only they are labelled
    style.setYAxisMin(Math.pow(10, Math.floor(Math.log10(costs.getMin()))));
    style.setYAxisMax(Math.pow(10, Math.ceil(Math.log10(costs.getMax() * 1.01))));
    if (sweep.points().size() > 1) {
      Look.legend(chart);
    }
    return chart;
  }
}
