package io.github.twinstream.chart;

import io.github.twinstream.evaluate.Evaluation;
import io.github.twinstream.text.EmbeddedText;
import java.util.List;

/** Which charts belong to which result. */
public final class Charts {
  private Charts() {}

  /** The charts to show with the result, whatever it is; none for most. */
  public static List<Chart> of(Object result) {
    if (result instanceof Illustrated illustrated) {
      return illustrated.charts();
    }
    if (result instanceof Chart chart) {
      return List.of(chart);
    }
    if (result instanceof io.github.twinstream.clean.Histograms histograms) {
      return List.of(Histograms.of(histograms.list()));
    }
    if (result instanceof EmbeddedText text && text.pca().isPresent()) {
      return List.of(
          ExplainedVariance.of(text.pca().get().explainedVarianceRatio(), text.dimension()));
    }
    if (result instanceof Evaluation evaluation) {
      return List.of(MetricIntervals.of(evaluation));
    }
    return List.of();
  }

  /** Whether the charts say all that the result's table would: the table can then be left out. */
  public static boolean replaceTable(Object result) {
    return result instanceof Chart || result instanceof io.github.twinstream.clean.Histograms;
  }
}
