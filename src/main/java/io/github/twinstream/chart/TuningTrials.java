package io.github.twinstream.chart;

import io.github.twinstream.train.Trial;
import io.github.twinstream.train.TuningResult;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Circle;
import org.knowm.xchart.style.markers.Diamond;

/** The trials of a search for settings: the validation AUC in their order, the best one marked. */
public final class TuningTrials {
  private static final String TITLE = "Search for settings";

  private TuningTrials() {}

  /** Draws one dot a trial, and how the best AUC so far rose. */
  public static Chart of(TuningResult<?> result) {
    List<Trial> trials = result.trials();
    if (trials.stream().noneMatch(trial -> Double.isFinite(trial.auc()))) {
      return Chart.empty(TITLE, "no trial has ended");
    }
    Trial best = result.best();
    String words =
        String.format(
            Locale.ROOT,
            "%d trials; best: %s, validation AUC %.4f",
            trials.size(),
            best.setting(),
            best.auc());
    return Chart.of(
        TITLE,
        words,
        words + ".",
        1,
        List.of((g, look, w, h) -> draw(look, w, h, trials, best).paint(g, w, h)));
  }

  private static XYChart draw(Look look, int width, int height, List<Trial> trials, Trial best) {
    XYChart chart = look.axes(width, height, "trial", "validation AUC");
    double[] x = new double[trials.size()];
    double[] auc = new double[x.length];
    double[] high = new double[x.length];
    double highest = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      x[i] = i + 1;
      auc[i] = trials.get(i).auc();
      highest = Math.max(highest, auc[i]);
      lowest = Math.min(lowest, auc[i]);
      high[i] = highest;
    }
    double room = Math.max(1e-3, (highest - lowest) * 0.1);
    Look.yRange(chart, lowest - room, highest + room);
    Look.xWhole(chart, 0.5, x.length + 0.5);
    look.dashed(chart, "best so far", x, high, look.quiet);
    look.dots(chart, "trial", x, auc, look.blue, new Circle());
    double[] at = {trials.indexOf(best) + 1};
    look.dots(chart, "best", at, new double[] {best.auc()}, look.orange, new Diamond());
    Look.legend(chart);
    return chart;
  }
}
