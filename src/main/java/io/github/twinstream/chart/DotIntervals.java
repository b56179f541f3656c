package io.github.twinstream.chart;

import io.github.twinstream.error.ConfigException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Circle;

/**
 * Values with intervals, one below the other: models by a metric, columns by importance. Where
 * intervals of a comparison overlap, the difference may still be sure: see the paired test.
 */
public final class DotIntervals {
  private static final int ROW = 34;

  private DotIntervals() {}

  /**
   * Draws a dot for each value and a bar for its interval, of forty entries at most; entries
   * without a value are named.
   *
   * @param title the chart's title
   * @param measure what the values are, with the unit
   * @param names one name for each entry, drawn from the top
   * @param values NaN for an entry without one
   * @param lows NaN for an entry without an interval
   * @param highs NaN for an entry without an interval
   * @param reference where to draw a dashed line, such as the chance level; NaN for none
   * @param referenceName what that line is
   * @throws ConfigException if the arrays are not as long as the names
   */
  public static Chart of(
      String title,
      String measure,
      List<String> names,
      double[] values,
      double[] lows,
      double[] highs,
      double reference,
      String referenceName) {
    int count = names.size();
    if (values.length != count || lows.length != count || highs.length != count) {
      throw new ConfigException(
          "a chart of "
              + count
              + " names needs as many values, lows and highs: given were "
              + values.length
              + ", "
              + lows.length
              + " and "
              + highs.length);
    }
    int[] finite = IntStream.range(0, count).filter(i -> Double.isFinite(values[i])).toArray();
    int[] known = Arrays.copyOf(finite, Math.min(Look.MOST, finite.length));
    if (known.length == 0) {
      return Chart.empty(title, "no entry has a value");
    }
    List<String> said = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      said.add(words(names.get(i), values[i], lows[i], highs[i]));
    }
    String unknown =
        String.join(
            ", ",
            IntStream.range(0, count)
                .filter(i -> !Double.isFinite(values[i]))
                .mapToObj(names::get)
                .toList());
    String line =
        Double.isNaN(reference)
            ? ""
            : "; dashed: "
                + referenceName
                + (reference == 0 ? "" : String.format(Locale.ROOT, " %.4f", reference));
    return Chart.of(
            title,
            (Arrays.stream(lows).anyMatch(Double::isFinite)
                    ? "dot: value; bar: interval"
                    : "dot: value")
                + line
                + Look.more(finite.length)
                + (unknown.isEmpty() ? "" : "; no value: " + unknown),
            measure + ": " + String.join("; ", said) + line + ".",
            1,
            List.of(
                (g, look, w, h) ->
                    draw(look, w, h, measure, names, known, values, lows, highs, reference)
                        .paint(g, w, h)))
        .tall(150 + ROW * known.length);
  }

  private static String words(String name, double value, double low, double high) {
    if (!Double.isFinite(value)) {
      return name + " undefined";
    }
    String interval =
        Double.isNaN(low) || Double.isNaN(high)
            ? ""
            : String.format(Locale.ROOT, " [%.4f, %.4f]", low, high);
    return String.format(Locale.ROOT, "%s %.4f%s", name, value, interval);
  }

  private static XYChart draw(
      Look look,
      int width,
      int height,
      String measure,
      List<String> names,
      int[] known,
      double[] values,
      double[] lows,
      double[] highs,
      double reference) {
    XYChart chart = look.axes(width, height, measure, "");
    double[] all =
        DoubleStream.concat(
                DoubleStream.of(reference),
                Arrays.stream(known)
                    .mapToObj(i -> i)
                    .flatMapToDouble(i -> DoubleStream.of(values[i], lows[i], highs[i])))
            .filter(Double::isFinite)
            .toArray();
    double low = Arrays.stream(all).min().orElse(0);
    double high = Arrays.stream(all).max().orElse(1);
    double room = Math.max(0.06 * (high - low), 1e-4);
    Look.xRange(chart, low - room, high + room);
    look.list(chart, Arrays.stream(known).mapToObj(names::get).toList());
    if (Double.isFinite(reference)) {
      double[] x = {reference, reference};
      look.dashed(chart, "reference", x, new double[] {-0.6, known.length - 0.4}, look.quiet);
    }
    double[] x = new double[known.length];
    double[] y = new double[known.length];
    for (int k = 0; k < known.length; k++) {
      int i = known[k];
      x[k] = values[i];
      y[k] = known.length - 1.0 - k;
      if (Double.isFinite(lows[i]) && Double.isFinite(highs[i])) {
        double[] ends = {lows[i], highs[i]};
        look.line(chart, "interval " + k, ends, new double[] {y[k], y[k]}, look.blue)
            .setLineWidth(4);
      }
    }
    look.dots(chart, "values", x, y, look.blue, new Circle());
    return chart;
  }
}
