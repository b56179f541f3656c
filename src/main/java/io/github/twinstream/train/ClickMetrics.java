package io.github.twinstream.train;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import java.util.function.IntUnaryOperator;

/**
 * The measures of predicted clicks, on plain arrays: the one implementation that early stopping and
 * {@code evaluate} both use. Every measure of no rows, and of rows that leave it undefined, is NaN.
 */
public final class ClickMetrics {
  /** A probability is moved into [{@value}, 1 − {@value}] before its logarithm is taken. */
  public static final double CLIP = 0x1p-52;

  private ClickMetrics() {}

  /**
   * The share of pairs (positive row, negative row) in which the positive one has the higher score,
   * a tie counting one half; NaN when only one class occurs.
   *
   * <p>AUC = Σ over positives of (negatives below + negatives tied / 2) / (positives × negatives),
   * in O(n log n) or better. Source: Hanley and McNeil 1982; equal to scikit-learn's {@code
   * roc_auc_score}, which refuses a single class instead.
   *
   * @param score any numbers, higher meaning more likely positive
   * @param label 1 or 0 for each row
   * @throws DataException if a score is NaN or a label is neither 0 nor 1
   * @throws ConfigException if the arrays differ in length
   */
  public static double auc(double[] score, float[] label) {
    requireRows(score, label, score.length, "rows");
    int[] row = ScoreOrder.ascending(score);
    return auc(score, label, i -> row[i], 0, row.length);
  }

  /**
   * The area of {@link #auc(double[], float[])} with row i counted {@code weight[i]} times.
   *
   * @param weight numbers of at least 0; they need not be whole
   * @throws DataException if a score is NaN or a label is neither 0 nor 1
   * @throws ConfigException if the arrays differ in length or a weight is negative or NaN
   */
  public static double auc(double[] score, float[] label, double[] weight) {
    requireRows(score, label, weight.length, "weights");
    for (int i = 0; i < weight.length; i++) {
      if (!(weight[i] >= 0)) {
        throw new ConfigException(
            "the weight of row " + i + " is " + weight[i] + ": it must be at least 0");
      }
    }
    return new RankSum(score, label, new int[score.length]).auc(weight);
  }

  /**
   * The mean over the rows of −ln p for a positive row and −ln(1 − p) for a negative one.
   *
   * <p>p is first clipped to [{@link #CLIP}, 1 − {@link #CLIP}], as the reference's present version
   * and scikit-learn do on float64 scores, so one certain and wrong row adds 36.04 / n. (Version
   * 2.0.1 of the reference clips at 1e-7.)
   *
   * @param probability numbers from 0 to 1
   * @param label 1 or 0 for each row
   * @throws DataException if a value is no probability or a label is neither 0 nor 1
   * @throws ConfigException if the arrays differ in length
   */
  public static double logLoss(double[] probability, float[] label) {
    requireRows(probability, label, probability.length, "rows");
    double sum = 0;
    for (int i = 0; i < label.length; i++) {
      sum += logLoss(probability[i], label[i], i);
    }
    return label.length == 0 ? Double.NaN : sum / label.length;
  }

  /**
   * What one row adds to the sum of {@link #logLoss(double[], float[])}.
   *
   * @param row the row's index, for the message
   * @throws DataException if the value is no probability
   */
  public static double logLoss(double probability, float label, int row) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new DataException(
          "the score of row "
              + row
              + " is "
              + probability
              + ": log-loss needs probabilities from 0 to 1; put the model's logits through a"
              + " sigmoid");
    }
    double p = Math.min(1 - CLIP, Math.max(CLIP, probability));
    return label == 1 ? -Math.log(p) : -Math.log1p(-p);
  }

  /**
   * The mean of the groups' AUC weighted by the groups' rows (impressions), over the groups that
   * have both classes; NaN when none has.
   *
   * <p>gAUC = Σ_g n_g · AUC_g / Σ_g n_g. Source: Zhu et al. 2017 (DIN) as FuxiCTR computes it;
   * other libraries weight by positives and give other numbers.
   *
   * @param group the row's group, from 0 to {@code groups - 1}
   * @throws DataException if a score is NaN or a label is neither 0 nor 1
   * @throws ConfigException if the arrays differ in length
   */
  public static double gauc(double[] score, float[] label, int[] group, int groups) {
    requireRows(score, label, group.length, "groups");
    ScoreOrder order = ScoreOrder.within(score, group, groups);
    double sum = 0;
    double rows = 0;
    for (int g = 0; g < groups; g++) {
      double auc = auc(score, label, order, g);
      if (!Double.isNaN(auc)) {
        sum += order.size(g) * auc;
        rows += order.size(g);
      }
    }
    return rows == 0 ? Double.NaN : sum / rows;
  }

  /**
   * The plain mean of the groups' AUC, over the groups that have both classes; NaN when none has.
   *
   * @param group the row's group, from 0 to {@code groups - 1}
   * @throws DataException if a score is NaN or a label is neither 0 nor 1
   * @throws ConfigException if the arrays differ in length
   */
  public static double avgAuc(double[] score, float[] label, int[] group, int groups) {
    requireRows(score, label, group.length, "groups");
    ScoreOrder order = ScoreOrder.within(score, group, groups);
    double sum = 0;
    int counted = 0;
    for (int g = 0; g < groups; g++) {
      double auc = auc(score, label, order, g);
      if (!Double.isNaN(auc)) {
        sum += auc;
        counted++;
      }
    }
    return counted == 0 ? Double.NaN : sum / counted;
  }

  /** The AUC of one group's rows; NaN when it has only one class. */
  public static double auc(double[] score, float[] label, ScoreOrder order, int group) {
    int start = order.start(group);
    return auc(score, label, order::row, start, start + order.size(group));
  }

  private static double auc(
      double[] score, float[] label, IntUnaryOperator rowAt, int from, int to) {
    double area = 0;
    double negatives = 0;
    double positives = 0;
    int i = from;
    while (i < to) {
      double tied = score[rowAt.applyAsInt(i)];
      int tiedPositives = 0;
      int tieStart = i;
      for (; i < to && score[rowAt.applyAsInt(i)] == tied; i++) {
        tiedPositives += label[rowAt.applyAsInt(i)] == 1 ? 1 : 0;
      }
      int tiedNegatives = i - tieStart - tiedPositives;
      area += tiedPositives * (negatives + tiedNegatives / 2.0);
      negatives += tiedNegatives;
      positives += tiedPositives;
    }
    return positives == 0 || negatives == 0 ? Double.NaN : area / (positives * negatives);
  }

  /**
   * Throws unless there are as many scores as labels and others, and every label is 0 or 1.
   *
   * @param others how many others there are
   * @param what what the others are, such as {@code groups}
   * @throws DataException if a label is neither 0 nor 1
   * @throws ConfigException if the numbers differ
   */
  public static void requireRows(double[] score, float[] label, int others, String what) {
    if (score.length != label.length || score.length != others) {
      throw new ConfigException(
          score.length
              + " scores, "
              + label.length
              + " labels and "
              + others
              + " "
              + what
              + " were given: there must be as many of each");
    }
    for (int i = 0; i < label.length; i++) {
      if (label[i] != 0 && label[i] != 1) {
        throw new DataException(
            "the label of row "
                + i
                + " is "
                + label[i]
                + ": it must be 0 or 1; make one with label(above(7), \"Book-Rating\")");
      }
    }
  }
}
