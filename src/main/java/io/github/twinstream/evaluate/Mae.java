package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;
import java.util.Arrays;

/**
 * The mean distance of the scores from the graded truth; lower is better.
 *
 * <p>Formula: mean over rows of |score − relevance|. Every row weighs the same. Like {@link Rmse}
 * it is meant for scores on the ratings' own scale. Chance: the best constant, which is the
 * ratings' median. Ceiling: 0. Edges: no rows: undefined; a score or relevance that is no finite
 * number: an error. Source: Herlocker et al. 2004.
 */
public record Mae() implements Metric {
  @Override
  public String name() {
    return "MAE";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    double[] sorted = rows.relevance().clone();
    Arrays.sort(sorted);
    double median = sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    double chance =
        Arrays.stream(sorted).map(r -> Math.abs(r - median)).average().orElse(Double.NaN);
    return RowMean.of(
        rows,
        i -> Math.abs(RowMean.finite(rows, i, name()) - RowMean.relevance(rows, i, name())),
        chance);
  }
}
