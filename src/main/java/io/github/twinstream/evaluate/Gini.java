package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;
import java.util.Arrays;

/**
 * How unequally the k best places are spread over the catalogue: 0 when each item has as many, near
 * 1 when one item has all; lower is more equal.
 *
 * <p>Formula: Σ_j (2j − M − 1) x_j / (M Σ x), x_1 ≤ … ≤ x_M being how often each of the M items is
 * shown to a user (its expectation where rows tie across rank k). Chance: the same when each user's
 * rows are in random order, of the expected numbers. Ceiling: none is given. Edges: items never
 * shown count 0; unknown items: an error; no rows: undefined. Source: Gini 1912; LensKit's {@code
 * ListGini}.
 *
 * @param cutoff k, at least 1
 */
public record Gini(int cutoff) implements Metric {
  /** Checks the cut-off. */
  public Gini {
    Gains.requireRank("Gini@k", cutoff);
  }

  @Override
  public String name() {
    return "Gini@" + cutoff;
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public Measurement measure(ScoredRows rows) {
    Exposure shown = new Exposure(name(), rows, cutoff);
    double chance = new ShownItems(shown, s -> of(s.times()), true, Double.NaN, Double.NaN).value();
    return new ShownItems(shown, s -> of(s.times()), false, chance, Double.NaN);
  }

  /** The coefficient of these numbers of at least 0; NaN when their sum is 0. */
  static double of(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double sum = 0;
    double weighted = 0;
    for (int j = 0; j < sorted.length; j++) {
      sum += sorted[j];
      weighted += (2.0 * j + 1 - sorted.length) * sorted[j];
    }
    return sum == 0 ? Double.NaN : weighted / (sorted.length * sum);
  }
}
