package io.github.twinstream.chart;

import io.github.twinstream.explain.EmbeddingPlane;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** A field's most frequent tokens where their learned vectors lie. */
public final class EmbeddingMap {
  private EmbeddingMap() {}

  /** Draws a dot for each token and its name where there is room, the most frequent first. */
  public static Chart of(EmbeddingPlane plane) {
    String title = "Learned vectors of " + plane.field();
    EmbeddingPlane.Spot[] spots =
        plane.spots().stream()
            .filter(s -> Double.isFinite(s.x()) && Double.isFinite(s.y()))
            .toArray(EmbeddingPlane.Spot[]::new);
    if (spots.length == 0) {
      return Chart.empty(title, "no token has a place");
    }
    String words =
        String.format(
            Locale.ROOT,
            "the %d most frequent tokens; the plane keeps %.0f %% of their vectors' variance",
            spots.length,
            100 * plane.kept());
    String names =
        String.join(", ", Arrays.stream(spots).limit(10).map(EmbeddingPlane.Spot::token).toList());
    return Chart.of(
            title,
            words + "; names are left out where they would overlap",
            words + ", such as " + names + ".",
            1,
            List.of((g, look, w, h) -> draw(look, w, h, spots).paint(g, w, h)))
        .tall(560);
  }

  private static XYChart draw(Look look, int width, int height, EmbeddingPlane.Spot[] spots) {
    XYChart chart = look.axes(width, height, "first direction", "second direction");
    double[] x = Arrays.stream(spots).mapToDouble(EmbeddingPlane.Spot::x).toArray();
    double[] y = Arrays.stream(spots).mapToDouble(EmbeddingPlane.Spot::y).toArray();
    range(chart, x, y);
    List<String> names = Arrays.stream(spots).map(s -> Look.shorten(s.token())).toList();
    NamedDots dots = new NamedDots(names, look.ink);
    look.dots(chart, "places", x, y, look.blue, dots.places());
    look.dots(chart, "names", x, y, look.blue, dots);
    return chart;
  }

  private static void range(XYChart chart, double[] x, double[] y) {
    double left = Arrays.stream(x).min().orElse(0);
    double right = Arrays.stream(x).max().orElse(1);
    double below = Arrays.stream(y).min().orElse(0);
    double above = Arrays.stream(y).max().orElse(1);
    double side = right > left ? 0.14 * (right - left) : 0.5;
    double top = above > below ? 0.06 * (above - below) : 0.5;
    Look.xRange(chart, left - side, right + side);
    Look.yRange(chart, below - top, above + top);
  }
}
