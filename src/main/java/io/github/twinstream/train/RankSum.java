package io.github.twinstream.train;

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
