package io.github.twinstream.rank;

/**
 * What every metric reads: one score for each row, beside the truth. The arrays are not copied:
 * treat them as read-only.
 *
 * @param score the model's probability, higher is better
 * @param label 1 for a positive row, 0 for a negative one
 * @param relevance the graded truth, such as a rating from 1 to 10; the label where there is none
 * @param group the row's group (user) as an index from 0 to {@code groups - 1}
 * @param groups how many groups there are
 * @param baseRate the share of positive rows among the training rows, for the chance level of
 *     log-loss
 * @param items what the rows are about; {@link Items#NONE} when that is not known
 */
public record ScoredRows(
    double[] score,
    float[] label,
    double[] relevance,
    int[] group,
    int groups,
    double baseRate,
    Items items) {

  /** Rows of unknown items. */
  public ScoredRows(
      double[] score, float[] label, double[] relevance, int[] group, int groups, double baseRate) {
    this(score, label, relevance, group, groups, baseRate, Items.NONE);
  }

  /** The same rows with these scores. */
  public ScoredRows withScores(double[] scores) {
    return new ScoredRows(scores, label, relevance, group, groups, baseRate, items);
  }

  /** The same rows about these items. */
  public ScoredRows withItems(Items about) {
    return new ScoredRows(score, label, relevance, group, groups, baseRate, about);
  }

  /** How many rows there are. */
  public int rows() {
    return score.length;
  }
}
