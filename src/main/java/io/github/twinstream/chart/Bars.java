package io.github.twinstream.chart;

import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Lying bars from 0, one below the other; below 0 in another colour. */
final class Bars {
  private static final int ROW = 30;

  private Bars() {}

  static int height(int count) {
    return 150 + ROW * count;
  }

  static XYChart draw(
      Look look, int width, int height, String measure, List<String> names, double[] values) {
    XYChart chart = look.axes(width, height, measure, "");
    double low = Math.min(0, Arrays.stream(values).min().orElse(0));
    double high = Math.max(0, Arrays.stream(values).max().orElse(0));
    double room = high > low ? 0.05 * (high - low) : 1;
    Look.xRange(chart, low < 0 ? low - room : 0, high > 0 || low == 0 ? high + room : 0);
    look.list(chart, names);
    for (int i = 0; i < values.length; i++) {
      look.bar(
          chart, "bar " + i, values[i], i, values.length, values[i] < 0 ? look.orange : look.blue);
    }
    double[] zero = {0, 0};
    look.line(chart, "zero", zero, new double[] {-0.6, values.length - 0.4}, look.quiet)
        .setLineWidth(1);
    return chart;
  }
}
