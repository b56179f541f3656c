package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/**
 * The root of the mean squared distance of the scores from the graded truth; lower is better.
 *
 * <p>Formula: √(mean over rows of (score − relevance)²). Every row weighs the same. It is meant for
 * scores on the ratings' own scale: a probability beside ratings from 1 to 10 is far off whatever
 * the order. Chance: the best constant, which is the ratings' standard deviation. Ceiling: 0.
 * Edges: no rows: undefined; a score or relevance that is no finite number: an error. Source:
 * Herlocker et al. 2004.
 */
public record Rmse() implements Metric {
  @Override
  public String name() {
    return "RMSE";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public Measurement measure(ScoredRows rows) {
    RankedUsers.require(rows);
    double n = rows.rows();
    double mean = Sums.of(RowMean.sums(rows, i -> RowMean.relevance(rows, i, name()))) / n;
    double spread = Sums.of(RowMean.sums(rows, i -> square(rows.relevance()[i] - mean)));
    return new UserSums(
        new double[][] {
          RowMean.sums(rows, i -> square(RowMean.finite(rows, i, name()) - rows.relevance()[i])),
          RowMean.sums(rows, i -> 1)
        },
        s -> Math.sqrt(s[0] / s[1]),
        Math.sqrt(spread / n),
        n == 0 ? Double.NaN : 0,
        rows.rows(),
        RowMean.users(rows),
        n == 0 ? "there are no rows" : "");
  }

  private static double square(double x) {
    return x * x;
  }
}
