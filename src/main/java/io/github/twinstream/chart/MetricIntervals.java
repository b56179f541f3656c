package io.github.twinstream.chart;

import io.github.twinstream.evaluate.Evaluation;
import io.github.twinstream.evaluate.MetricResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Circle;

/** Every metric's value and interval against its chance level, each on a scale of its own. */
public final class MetricIntervals {
  private static final String TITLE = "Metrics against chance";
  private static final int ROW = 104;

  private MetricIntervals() {}

  /** Draws one strip for each metric that is defined; the others are named. */
  public static Chart of(Evaluation evaluation) {
    List<Panel> panels = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (MetricResult r : evaluation.results()) {
      said.add(words(r));
      if (!Double.isNaN(r.value())) {
        panels.add((g, look, w, h) -> draw(look, w, h, r).paint(g, w, h));
      }
    }
    if (panels.isEmpty()) {
      return Chart.empty(TITLE, "no metric is defined on these rows");
    }
    return Chart.of(
            TITLE,
            String.format(
                Locale.ROOT,
                "dot: value; bar: %s interval over users; dashed line: chance; each metric has"
                    + " its own scale",
                evaluation.bootstrap().percent()),
            String.join("; ", said) + ".",
            1,
            panels)
        .tall(70 + ROW * panels.size());
  }

  private static String words(MetricResult r) {
    if (Double.isNaN(r.value())) {
      return r.metric() + " undefined";
    }
    String interval =
        Double.isNaN(r.low()) ? "" : String.format(Locale.ROOT, " [%.4f, %.4f]", r.low(), r.high());
    String chance =
        Double.isNaN(r.chance()) ? "" : String.format(Locale.ROOT, ", chance %.4f", r.chance());
    String direction = r.higherIsBetter() ? "" : ", lower is better";
    return String.format(Locale.ROOT, "%s %.4f", r.metric(), r.value())
        + interval
        + chance
        + direction;
  }

  private static XYChart draw(Look look, int width, int height, MetricResult r) {
    XYChart chart = look.axes(width, height, "", "");
    Look.panelTitle(chart, words(r));
    chart.getStyler().setAxisTitlesVisible(false);
    chart.getStyler().setYAxisTicksVisible(false);
    chart.getStyler().setPlotGridHorizontalLinesVisible(false);
    double[] known =
        DoubleStream.of(r.value(), r.low(), r.high(), r.chance())
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    double low = known[0];
    double high = known[known.length - 1];
    double room = Math.max((high - low) * 0.12, 1e-4);
    Look.xRange(chart, low - room, high + room);
    Look.yRange(chart, 0, 1);
    if (!Double.isNaN(r.chance())) {
      double[] x = {r.chance(), r.chance()};
      look.dashed(chart, "chance", x, new double[] {0, 1}, look.ink);
    }
    if (!Double.isNaN(r.low())) {
      double[] x = {r.low(), r.high()};
      look.line(chart, "interval", x, new double[] {0.5, 0.5}, look.blue).setLineWidth(4);
    }
    double[] x = {r.value()};
    look.dots(chart, "value", x, new double[] {0.5}, look.blue, new Circle());
    return chart;
  }
}
