package io.github.twinstream.chart;

import io.github.twinstream.explain.Drift;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
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
    List<Drift.Column> columns = drift.columns().stream().limit(Look.MOST).toList();
    List<String> names = columns.stream().map(c -> c.column() + " (" + c.verdict() + ")").toList();
    double[] chance = columns.stream().mapToDouble(Drift.Column::chance).toArray();
    double[] psi = columns.stream().mapToDouble(Drift.Column::psi).toArray();
    String words =
        String.format(
                Locale.ROOT, "%,d rows against %,d training rows", drift.served(), drift.trained())
            + Look.more(drift.columns().size());
    List<String> said =
        columns.stream()
            .map(c -> String.format(Locale.ROOT, "%s %.4f, %s", c.column(), c.psi(), c.verdict()))
            .toList();
    return Chart.of(
            TITLE,
            words
                + "; dashed: moderate from 0.1, large from 0.25; a bar that ends before its diamond is"
                + " explained by chance",
            words + ": " + String.join("; ", said) + ".",
            1,
            List.of((g, look, w, h) -> draw(look, w, h, names, psi, chance).paint(g, w, h)))
        .tall(Bars.height(psi.length));
  }

  private static XYChart draw(
      Look look, int width, int height, List<String> names, double[] psi, double[] chance) {
    XYChart chart = Bars.draw(look, width, height, "population stability index", names, psi);
    double high =
        Math.max(
            0.3,
            DoubleStream.concat(Arrays.stream(psi), Arrays.stream(chance)).max().orElse(0) * 1.05);
    Look.xRange(chart, 0, high);
    for (double level : new double[] {Drift.MODERATE, Drift.LARGE}) {
      double[] x = {level, level};
      double[] y = {-0.6, psi.length - 0.4};
      look.dashed(chart, "level " + level, x, y, look.quiet);
    }
    double[] places = new double[psi.length];
    Arrays.setAll(places, i -> psi.length - 1.0 - i);
    look.dots(chart, "chance", chance, places, look.orange, new Highlight(look.paper));
    return chart;
  }
}
