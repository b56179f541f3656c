package io.github.twinstream.train;

import java.util.Arrays;

/**
 * The area under the ROC curve of fixed scores, sorted once, under any weighting of the rows or of
 * their groups: linear in the rows for each weighting, which is what a bootstrap needs.
 */
public final class RankSum {
  private final int[] row;
  private final boolean[] positive;
  private final boolean[] endsTie;
  private final int[] group;

  /**
   * Sorts the rows.
   *
   * @param score one score for each row
   * @param label 1 for a positive row, 0 for a negative one
   * @param group the row's group, from 0
   * @throws io.github.twinstream.error.DataException if a score is NaN or a label is neither 0 nor
   *     1
   * @throws io.github.twinstream.error.ConfigException if the arrays differ in length
   */
  public RankSum(double[] score, float[] label, int[] group) {
    ClickMetrics.requireRows(score, label, group.length, "groups");
    int rows = score.length;
    row = ScoreOrder.ascending(score);
    positive = new boolean[rows];
    endsTie = new boolean[rows];
    this.group = new int[rows];
    for (int i = 0; i < rows; i++) {
      positive[i] = label[row[i]] == 1;
      endsTie[i] = i + 1 == rows || score[row[i]] != score[row[i + 1]];
      this.group[i] = group[row[i]];
    }
  }

  /**
   * The area with each row counted {@code weight} times; NaN when a class has no weight.
   *
   * @param weight one number of at least 0 for each row, in the rows' original order
   */
  public double auc(double[] weight) {
    double area = 0;
    double negatives = 0;
    double positives = 0;
    double tiedNegatives = 0;
    double tiedPositives = 0;
    for (int i = 0; i < row.length; i++) {
      if (positive[i]) {
        tiedPositives += weight[row[i]];
      } else {
        tiedNegatives += weight[row[i]];
      }
      if (endsTie[i]) {
        area += tiedPositives * (negatives + tiedNegatives / 2);
        negatives += tiedNegatives;
        positives += tiedPositives;
        tiedNegatives = 0;
        tiedPositives = 0;
      }
    }
    return positives == 0 || negatives == 0 ? Double.NaN : area / (positives * negatives);
  }

  /**
   * The pairs (positive, negative) in which the positive has the higher score, ties counted one
   * half, by the group of either row.
   *
   * @param ofPositives pairs won by each group's positives against all negatives
   * @param ofNegatives pairs in which each group's negatives are beaten by all positives
   * @param positives how many positives each group has
   * @param negatives how many negatives each group has
   */
  public record Wins(
      double[] ofPositives, double[] ofNegatives, double[] positives, double[] negatives) {
    /** All positives. */
    public double allPositives() {
      return Arrays.stream(positives).sum();
    }

    /** All negatives. */
    public double allNegatives() {
      return Arrays.stream(negatives).sum();
    }

    /** The area under the curve; NaN when a class has no rows. */
    public double auc() {
      double pairs = allPositives() * allNegatives();
      return pairs == 0 ? Double.NaN : Arrays.stream(ofPositives).sum() / pairs;
    }
  }

  /** The pairs won, by group. */
  public Wins wins(int groups) {
    double[] ofPositives = new double[groups];
    double[] ofNegatives = new double[groups];
    double[] positives = new double[groups];
    double[] negatives = new double[groups];
    double allPositives = 0;
    for (int i = 0; i < row.length; i++) {
      (positive[i] ? positives : negatives)[group[i]]++;
      allPositives += positive[i] ? 1 : 0;
    }
    double positivesBelow = 0;
    double negativesBelow = 0;
    for (int from = 0, to; from < row.length; from = to) {
      double tiedPositives = 0;
      double tiedNegatives = 0;
      to = from;
      do {
        tiedPositives += positive[to] ? 1 : 0;
        tiedNegatives += positive[to] ? 0 : 1;
      } while (!endsTie[to++]);
      double won = negativesBelow + tiedNegatives / 2;
      double lost = allPositives - positivesBelow - tiedPositives / 2;
      for (int i = from; i < to; i++) {
        if (positive[i]) {
          ofPositives[group[i]] += won;
        } else {
          ofNegatives[group[i]] += lost;
        }
      }
      positivesBelow += tiedPositives;
      negativesBelow += tiedNegatives;
    }
    return new Wins(ofPositives, ofNegatives, positives, negatives);
  }

  /**
   * The area with every row of group g counted {@code times[g]} times; NaN when a class has none.
   *
   * @param times how often each group counts
   */
  public double aucOfGroups(int[] times) {
    long twiceArea = 0;
    long negatives = 0;
    long positives = 0;
    long tiedNegatives = 0;
    long tiedPositives = 0;
    for (int i = 0; i < row.length; i++) {
      int count = times[group[i]];
      if (positive[i]) {
        tiedPositives += count;
      } else {
        tiedNegatives += count;
      }
      if (endsTie[i]) {
        twiceArea += tiedPositives * (2 * negatives + tiedNegatives);
        negatives += tiedNegatives;
        positives += tiedPositives;
        tiedNegatives = 0;
        tiedPositives = 0;
      }
    }
    return positives == 0 || negatives == 0
        ? Double.NaN
        : twiceArea / (2.0 * positives * negatives);
  }
}
