package io.github.twinstream.chart;

import io.github.twinstream.explain.PermutationImportance;
import java.util.List;

/** How much worse the metric gets when each column is shuffled, with intervals. */
public final class PermutationDrops {
  private PermutationDrops() {}

  /** Draws the columns, the most important on top, beside 0. */
  public static Chart of(PermutationImportance importance) {
    List<PermutationImportance.Importance> columns = importance.columns();
    return DotIntervals.of(
        "Permutation importance",
        importance.metric() + " lost when the column is shuffled",
        columns.stream().map(PermutationImportance.Importance::column).toList(),
        columns.stream().mapToDouble(PermutationImportance.Importance::drop).toArray(),
        columns.stream().mapToDouble(PermutationImportance.Importance::low).toArray(),
        columns.stream().mapToDouble(PermutationImportance.Importance::high).toArray(),
        0,
        "no importance");
  }
}
