package io.github.twinstream.evaluate;

import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.train.ClickMetrics;
import io.github.twinstream.train.ScoreOrder;
import java.util.Arrays;

/** Every user's rows from the best score to the worst, with the runs of tied scores. */
final class RankedUsers {
  private final ScoredRows rows;
  private final ScoreOrder order;

  /**
   * @throws io.github.twinstream.error.DataException if a score is NaN
   * @throws io.github.twinstream.error.ConfigException if the arrays differ in length or a group is
   *     out of range
   */
  RankedUsers(ScoredRows rows) {
    require(rows);
    this.rows = rows;
    this.order = ScoreOrder.within(rows.score(), rows.group(), rows.groups());
  }

  int users() {
    return order.groups();
  }

  int size(int user) {
    return order.size(user);
  }

  /** The row with the user's rank-th best score, from rank 1. */
  int row(int user, int rank) {
    return order.row(order.start(user) + order.size(user) - rank);
  }

  /** The last rank whose score equals that of {@code rank}. */
  int tieEnd(int user, int rank) {
    double score = rows.score()[row(user, rank)];
    int end = rank;
    while (end < size(user) && rows.score()[row(user, end + 1)] == score) {
      end++;
    }
    return end;
  }

  /** What a metric says of one user. */
  interface UserValue {
    double of(int user);
  }

  /**
   * The plain mean over the users for whom {@code value} is not NaN; users without rows never
   * count.
   *
   * @param chance the value's expectation over random orders
   * @param ceiling its value in the best order
   * @param nobody why it is undefined when no user counts
   */
  PerUser mean(UserValue value, UserValue chance, UserValue ceiling, String nobody) {
    double[] values = new double[users()];
    double[] weights = new double[users()];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(weights, 1);
    double chanceSum = 0;
    double ceilingSum = 0;
    int counted = 0;
    long countedRows = 0;
    for (int u = 0; u < users(); u++) {
      Interrupts.check("measuring");
      values[u] = size(u) == 0 ? Double.NaN : value.of(u);
      if (!Double.isNaN(values[u])) {
        chanceSum += chance.of(u);
        ceilingSum += ceiling.of(u);
        counted++;
        countedRows += size(u);
      }
    }
    return new PerUser(
        values,
        weights,
        counted == 0 ? Double.NaN : chanceSum / counted,
        counted == 0 ? Double.NaN : ceilingSum / counted,
        countedRows,
        rows.rows() == 0 ? "there are no rows" : nobody);
  }

  /**
   * The plain mean over the users of a value of their labels' order. Chance is its value when all
   * rows tie, the ceiling its value with all positives first.
   *
   * @param withoutPositives whether users without a positive row count
   */
  PerUser mean(Blocks.Value value, boolean withoutPositives) {
    Blocks own = new Blocks();
    Blocks other = new Blocks();
    return mean(
        u -> {
          read(own, u);
          return own.positives() == 0 && !withoutPositives ? Double.NaN : value.of(own);
        },
        u -> value.of(other.clear().add(own.rows(), own.positives())),
        u ->
            value.of(
                other
                    .clear()
                    .add(own.positives(), own.positives())
                    .add(own.rows() - own.positives(), 0)),
        "no user has a positive row");
  }

  private void read(Blocks blocks, int user) {
    blocks.clear();
    for (int first = 1, last; first <= size(user); first = last + 1) {
      last = tieEnd(user, first);
      int positives = 0;
      for (int rank = first; rank <= last; rank++) {
        positives += rows.label()[row(user, rank)] == 1 ? 1 : 0;
      }
      blocks.add(last - first + 1, positives);
    }
  }

  /** Throws unless the rows fit together. */
  static void require(ScoredRows rows) {
    ClickMetrics.requireRows(rows.score(), rows.label(), rows.relevance().length, "relevances");
    ClickMetrics.requireRows(rows.score(), rows.label(), rows.group().length, "groups");
    ScoreOrder.requireGroups(rows.group(), rows.groups());
  }
}
