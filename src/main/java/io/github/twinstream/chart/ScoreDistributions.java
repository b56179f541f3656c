package io.github.twinstream.chart;

import io.github.twinstream.rank.ScoredRows;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;

/** How the scores of positive and of negative rows are spread: the further apart, the better. */
public final class ScoreDistributions {
  private static final String TITLE = "Scores by label";
  private static final int BINS = 40;

  private ScoreDistributions() {}

  /** Draws both spreads as shares of their own class; NaN scores are left out and said. */
  public static Chart of(ScoredRows rows) {
    double[] finite =
        Arrays.stream(rows.score()).filter(s -> Math.abs(s) <= Double.MAX_VALUE).toArray();
    if (finite.length == 0) {
      return Chart.empty(TITLE, "there are no rows with a finite score");
    }
    double low = Arrays.stream(finite).min().getAsDouble();
    double high = Arrays.stream(finite).max().getAsDouble();
    double[] edges = Bins.edges(low, high, BINS);
    double[][] share = new double[2][edges.length - 1];
    double[] count = new double[2];
    double[] sum = new double[2];
    for (int i = 0; i < rows.rows(); i++) {
      double score = rows.score()[i];
      if (Math.abs(score) <= Double.MAX_VALUE) {
        int label = (int) rows.label()[i];
        share[label][Bins.of(score, edges)]++;
        count[label]++;
        sum[label] += score;
      }
    }
    for (int label = 0; label < 2; label++) {
      for (int b = 0; b < share[label].length; b++) {
        share[label][b] *= 100 / Math.max(1, count[label]);
      }
    }
    String means =
        words(count[1], sum[1], "positive rows") + ", " + words(count[0], sum[0], "negative rows");
    int left = rows.rows() - finite.length;
    String note = left == 0 ? "" : String.format(Locale.ROOT, "; %,d without a score", left);
    return Chart.of(
        TITLE,
        means + note,
        "Histograms of the scores: " + means + note + ".",
        1,
        List.of((g, look, w, h) -> draw(look, w, h, edges, share).paint(g, w, h)));
  }

  private static String words(double count, double sum, String what) {
    return count == 0
        ? "no " + what
        : String.format(Locale.ROOT, "mean score %.4f of %,.0f %s", sum / count, count, what);
  }

  private static XYChart draw(Look look, int width, int height, double[] edges, double[][] share) {
    XYChart chart = look.axes(width, height, "score", "share of the label's rows (%)");
    Look.xRange(chart, edges[0], edges[edges.length - 1]);
    double top =
        DoubleStream.concat(Arrays.stream(share[0]), Arrays.stream(share[1])).max().orElse(1);
    Look.yRange(chart, 0, top * 1.05);
    double[][] negative = Bins.outline(edges, share[0]);
    double[][] positive = Bins.outline(edges, share[1]);
    look.area(chart, "negative rows", negative[0], negative[1], look.orange);
    look.area(chart, "positive rows", positive[0], positive[1], look.blue);
    Look.legend(chart);
    return chart;
  }
}
