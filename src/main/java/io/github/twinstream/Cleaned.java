package io.github.twinstream;

import io.github.twinstream.clean.CleanReport;
import io.github.twinstream.clean.CleanResult;
import io.github.twinstream.clean.Histograms;
import io.github.twinstream.display.Displayable;
import io.github.twinstream.split.SplitPlan;
import io.github.twinstream.table.DataTable;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Clean rows: they can be looked at and split. */
public final class Cleaned implements Displayable {
  private final CleanResult result;

  Cleaned(CleanResult result) {
    this.result = result;
  }

  /** What each step did: rows in and out, cells changed. */
  public CleanReport report() {
    return result.report();
  }

  /** How the values of these columns are spread. */
  public Histograms histograms(String... columns) {
    return result.histograms(columns);
  }

  /** Splits the rows into a training, a validation and a test part. */
  public Split split(UnaryOperator<SplitPlan> plan) {
    return new Split(result, plan.apply(new SplitPlan()).parts(result.table()), Map.of());
  }

  /** Splits the rows into this many folds, each of which is tested once. */
  public List<Split> folds(int count, UnaryOperator<SplitPlan> plan) {
    return plan.apply(new SplitPlan()).folds(count, result.table()).stream()
        .map(parts -> new Split(result, parts, Map.of()))
        .toList();
  }

  /** The rows as a value. */
  public DataTable data() {
    return result.table();
  }

  @Override
  public String toString() {
    return result.toString();
  }

  @Override
  public String toHtml() {
    return result.toHtml();
  }
}
