package io.github.twinstream.chart;

import io.github.twinstream.clean.Histogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** Columns' histograms side by side. */
public final class Histograms {
  private static final int MOST_COLUMNS = 3;

  private Histograms() {}

  /** Draws one panel for each column that has a value; columns without one are named below. */
  public static Chart of(List<Histogram> histograms) {
    List<Histogram> filled = histograms.stream().filter(h -> values(h) > 0).toList();
    String title =
        histograms.size() == 1
            ? "How " + histograms.get(0).column() + " is distributed"
            : "How the columns' values are distributed";
    if (filled.isEmpty()) {
      return Chart.empty(title, "no column has a value");
    }
    List<Panel> panels = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (Histogram h : histograms) {
      said.add(words(h));
    }
    for (Histogram h : filled) {
      panels.add((g, look, w, height) -> draw(look, w, height, h).paint(g, w, height));
    }
    return Chart.of(
        title,
        String.join("; ", said),
        String.join("; ", said) + ".",
        Math.min(MOST_COLUMNS, filled.size()),
        panels);
  }

  private static String words(Histogram h) {
    long values = values(h);
    String missing =
        h.missing() == 0 ? "" : String.format(Locale.ROOT, ", %,d missing", h.missing());
    return values == 0
        ? h.column() + ": no values" + missing
        : String.format(Locale.ROOT, "%s: %,d values%s", h.column(), values, missing);
  }

  private static long values(Histogram h) {
    return Arrays.stream(h.counts()).sum();
  }

  private static XYChart draw(Look look, int width, int height, Histogram h) {
    XYChart chart = look.axes(width, height, h.column(), "rows");
    double[] counts = Arrays.stream(h.counts()).asDoubleStream().toArray();
    double[] edges = h.edges();
    if (edges[1] - edges[0] == 1) {
      // such a bin stands for one whole number: its bar stands above it
      edges = Arrays.stream(edges).map(edge -> edge - 0.5).toArray();
    }
    look.bars(chart, h.column(), edges, counts, look.blue);
    Look.xRange(chart, edges[0], edges[edges.length - 1]);
    Look.yCounts(chart, Arrays.stream(counts).max().orElse(1));
    return chart;
  }
}
