package io.github.twinstream.chart;

import io.github.twinstream.evaluate.Ndcg;
import io.github.twinstream.evaluate.PerUser;
import io.github.twinstream.rank.ScoredRows;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** The histogram of the users' own nDCG, which the article's one number averages away. */
public final class UserNdcg {
  private static final String TITLE = "nDCG by user";
  private static final int BINS = 40;

  private UserNdcg() {}

  /**
   * Draws how many users have which nDCG (the article's form, users with two rows or more), the
   * mean, and the chance level on the same rows.
   *
   * @throws io.github.twinstream.error.DataException if a score is NaN or a relevance negative
   */
  public static Chart of(ScoredRows rows) {
    PerUser ndcg = new Ndcg().measure(rows);
    double[] values = Arrays.stream(ndcg.values()).filter(v -> !Double.isNaN(v)).toArray();
    if (values.length == 0) {
      return Chart.empty(TITLE, ndcg.undefined());
    }
    double low = Math.min(ndcg.chance(), Arrays.stream(values).min().getAsDouble());
    double[] edges = Bins.edges(Math.floor(low * 20) / 20, 1, BINS);
    double[] counts = new double[BINS];
    Arrays.stream(values).forEach(v -> counts[Bins.of(v, edges)]++);
    String numbers =
        String.format(
            Locale.ROOT,
            "%,d users with two rows or more: mean %.4f, chance %.4f",
            values.length,
            ndcg.value(),
            ndcg.chance());
    return Chart.of(
        TITLE,
        numbers,
        numbers + ".",
        1,
        List.of((g, look, w, h) -> draw(look, w, h, edges, counts, ndcg).paint(g, w, h)));
  }

  private static XYChart draw(
      Look look, int width, int height, double[] edges, double[] counts, PerUser ndcg) {
    XYChart chart = look.axes(width, height, "nDCG of the user's rows", "users");
    double top = Arrays.stream(counts).max().orElse(1) * 1.05;
    Look.yCounts(chart, Arrays.stream(counts).max().orElse(1));
    Look.xRange(chart, edges[0], 1);
    look.bars(chart, "users", edges, counts, look.blue).setShowInLegend(false);
    upright(look, chart, "mean", ndcg.value(), top);
    upright(look, chart, "chance", ndcg.chance(), top);
    Look.legend(chart);
    return chart;
  }

  private static void upright(Look look, XYChart chart, String name, double at, double top) {
    double[] x = {at, at};
    double[] y = {0, top};
    String label = String.format(Locale.ROOT, "%s %.4f", name, at);
    if (name.equals("chance")) {
      look.dashed(chart, label, x, y, look.ink);
    } else {
      look.line(chart, label, x, y, look.orange);
    }
  }
}
