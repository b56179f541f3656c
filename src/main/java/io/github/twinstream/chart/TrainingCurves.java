package io.github.twinstream.chart;

import io.github.twinstream.train.EpochResult;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;

/** How a training went: the training loss and the validation AUC over the epochs. */
public final class TrainingCurves {
  private static final String TITLE = "Training";
  private static final String AUC = "AUC";

  private TrainingCurves() {}

  /**
   * Draws the training loss and, where epochs were validated, the validation AUC; the epoch whose
   * weights were kept (the last one marked best) is marked in both. Where an epoch was validated
   * more than once, its evaluations are spread over it. NaN and infinite values are left out.
   */
  public static Chart of(List<EpochResult> epochs) {
    if (epochs.stream()
        .allMatch(e -> !Double.isFinite(e.trainLoss()) && !Double.isFinite(auc(e)))) {
      return Chart.empty(
          TITLE, epochs.isEmpty() ? "no epoch has ended" : "no loss and no AUC is a finite number");
    }
    List<EpochResult> copy = List.copyOf(epochs);
    EpochResult best = copy.stream().filter(EpochResult::best).reduce((a, b) -> b).orElse(null);
    List<Panel> panels = new ArrayList<>();
    if (copy.stream().anyMatch(e -> Double.isFinite(e.trainLoss()))) {
      panels.add(
          (g, look, w, h) ->
              draw(look, w, h, "training loss", copy, best, EpochResult::trainLoss, look.orange)
                  .paint(g, w, h));
    }
    if (copy.stream().anyMatch(e -> Double.isFinite(auc(e)))) {
      panels.add(
          (g, look, w, h) ->
              draw(look, w, h, "validation AUC", copy, best, TrainingCurves::auc, look.blue)
                  .paint(g, w, h));
    }
    String words = words(copy, best);
    return Chart.of(TITLE, words, words + ".", panels.size(), panels);
  }

  private static double auc(EpochResult epoch) {
    return epoch.valid().getOrDefault(AUC, Double.NaN);
  }

  /** The epoch, less the share of it that was still to come when the evaluation was made. */
  private static double position(List<EpochResult> epochs, EpochResult one) {
    List<EpochResult> same = epochs.stream().filter(e -> e.epoch() == one.epoch()).toList();
    return one.epoch() - 1 + (same.indexOf(one) + 1.0) / same.size();
  }

  private static String words(List<EpochResult> epochs, EpochResult best) {
    String count = epochs.size() == 1 ? "1 epoch" : epochs.size() + " evaluations";
    if (best == null) {
      return count + ", none marked best";
    }
    String auc =
        Double.isNaN(auc(best))
            ? ""
            : String.format(Locale.ROOT, ", validation AUC %.4f", auc(best));
    return String.format(
        Locale.ROOT,
        "%s; best epoch %d: training loss %.4f%s",
        count,
        best.epoch(),
        best.trainLoss(),
        auc);
  }

  private static XYChart draw(
      Look look,
      int width,
      int height,
      String what,
      List<EpochResult> epochs,
      EpochResult best,
      ToDoubleFunction<EpochResult> value,
      Color color) {
    XYChart chart = look.axes(width, height, "epoch", what);
    List<EpochResult> known =
        epochs.stream().filter(e -> Double.isFinite(value.applyAsDouble(e))).toList();
    double[] x = known.stream().mapToDouble(e -> position(epochs, e)).toArray();
    double[] y = known.stream().mapToDouble(value).toArray();
    look.dotted(chart, what, x, y, color);
    if (best != null && Double.isFinite(value.applyAsDouble(best))) {
      look.dots(
          chart,
          "best epoch (" + best.epoch() + ")",
          new double[] {position(epochs, best)},
          new double[] {value.applyAsDouble(best)},
          look.green,
          new Highlight(look.paper));
    }
    Look.legend(chart);
    Look.xWhole(chart, Math.max(0, x[0] - 0.5), x[x.length - 1] + 0.5);
    double low = Arrays.stream(y).min().orElse(0);
    double high = Arrays.stream(y).max().orElse(1);
    double room = Math.max(0.08 * (high - low), 5e-3);
    Look.yRange(chart, low - room, high + room);
    return chart;
  }
}
