package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;

/** One number that says how well scores fit the truth; its file states formula and edge cases. */
public interface Metric {
  /**
   * The name as printed and looked up, cut-off and variant included, such as {@code Recall@3}. No
   * two metrics that differ share a name.
   */
  String name();

  /** Whether a larger value is better. */
  default boolean higherIsBetter() {
    return true;
  }

  /**
   * Reads the rows once and gives the value, the chance level and a way to resample the users.
   *
   * @throws io.github.twinstream.error.DataException if a score is NaN, or the truth is nothing
   *     that this metric is defined for
   */
  Measurement measure(ScoredRows rows);

  /**
   * What a reader must know wherever this metric's value is shown; empty when there is nothing.
   *
   * @param chance the chance level on the rows that were measured
   */
  default String note(double chance) {
    return "";
  }
}
