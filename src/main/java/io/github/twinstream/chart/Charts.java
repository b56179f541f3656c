package io.github.twinstream.chart;

import io.github.twinstream.evaluate.Evaluation;
import io.github.twinstream.explain.Drift;
import io.github.twinstream.explain.EmbeddingPlane;
import io.github.twinstream.explain.FieldGates;
import io.github.twinstream.explain.PartialDependence;
import io.github.twinstream.explain.PermutationImportance;
import io.github.twinstream.explain.RowExplanation;
import io.github.twinstream.explain.StreamImportance;
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
    return explained(result);
  }

  private static List<Chart> explained(Object result) {
    if (result instanceof StreamImportance importance) {
      return List.of(StreamParts.of(importance));
    }
    if (result instanceof FieldGates gates) {
      return List.of(GateMap.of(gates));
    }
    if (result instanceof PermutationImportance importance) {
      return List.of(PermutationDrops.of(importance));
    }
    if (result instanceof RowExplanation explanation) {
      return List.of(RowEffects.of(explanation));
    }
    if (result instanceof PartialDependence dependence) {
      return List.of(Dependence.of(dependence));
    }
    if (result instanceof EmbeddingPlane plane) {
      return List.of(EmbeddingMap.of(plane));
    }
    if (result instanceof Drift drift) {
      return List.of(DriftBars.of(drift));
    }
    return List.of();
  }

  /** Whether the charts say all that the result's table would: the table can then be left out. */
  public static boolean replaceTable(Object result) {
    return result instanceof Chart
        || result instanceof EmbeddingPlane
        || result instanceof io.github.twinstream.clean.Histograms;
  }
}
