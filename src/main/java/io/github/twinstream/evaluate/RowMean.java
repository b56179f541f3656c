package io.github.twinstream.evaluate;

import io.github.twinstream.error.DataException;
import io.github.twinstream.rank.ScoredRows;

/** Means of a loss over all rows, each row weighing the same, kept by user. */
final class RowMean {
  private RowMean() {}

  /** A row's loss. */
  interface Loss {
    double of(int row);
  }

  /**
   * The mean of a loss whose best value is 0.
   *
   * @param chance the mean for scores that know nothing
   */
  static PerUser of(ScoredRows rows, Loss loss, double chance) {
    RankedUsers.require(rows);
    double[] mean = new double[rows.groups()];
    double[] count = new double[rows.groups()];
    for (int i = 0; i < rows.rows(); i++) {
      mean[rows.group()[i]] += loss.of(i);
      count[rows.group()[i]]++;
    }
    for (int u = 0; u < mean.length; u++) {
      mean[u] /= count[u];
    }
    return new PerUser(
        mean, count, chance, rows.rows() == 0 ? Double.NaN : 0, rows.rows(), "there are no rows");
  }

  /** One sum for each user over its rows. */
  static double[] sums(ScoredRows rows, Loss part) {
    double[] sums = new double[rows.groups()];
    for (int i = 0; i < rows.rows(); i++) {
      sums[rows.group()[i]] += part.of(i);
    }
    return sums;
  }

  /** How many users have rows. */
  static int users(ScoredRows rows) {
    int users = 0;
    for (double count : sums(rows, i -> 1)) {
      users += count > 0 ? 1 : 0;
    }
    return users;
  }

  /** The row's score, which must be a probability. */
  static double probability(ScoredRows rows, int row, String metric) {
    double score = rows.score()[row];
    if (!(score >= 0 && score <= 1)) {
      throw new DataException(
          "the score of row "
              + row
              + " is "
              + score
              + ": "
              + metric
              + " needs probabilities from 0 to 1; put the model's logits through a sigmoid");
    }
    return score;
  }

  /** The row's relevance, which must be a finite number. */
  static double relevance(ScoredRows rows, int row, String metric) {
    double relevance = rows.relevance()[row];
    if (!Double.isFinite(relevance)) {
      throw new DataException(
          "the relevance of row " + row + " is " + relevance + ": " + metric + " needs numbers");
    }
    return relevance;
  }

  /** The row's score, which must be a finite number. */
  static double finite(ScoredRows rows, int row, String metric) {
    double score = rows.score()[row];
    if (!Double.isFinite(score)) {
      throw new DataException(
          "the score of row " + row + " is " + score + ": " + metric + " needs finite numbers");
    }
    return score;
  }
}
