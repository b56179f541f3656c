package io.github.twinstream.evaluate;

/**
 * One metric's outcome on certain rows.
 *
 * @param metric the metric's name
 * @param value its value; NaN when it is undefined
 * @param low the interval's lower end; NaN when there is no interval
 * @param high the interval's upper end; NaN when there is no interval
 * @param chance the expected value of scores that know nothing of these rows; NaN when undefined
 * @param ceiling the value of the best scores there can be; NaN when undefined or nothing is best
 * @param higherIsBetter whether a larger value is better
 * @param rows how many rows count
 * @param users how many users count
 * @param note what a reader must know, or why the value is undefined; may be empty
 */
public record MetricResult(
    String metric,
    double value,
    double low,
    double high,
    double chance,
    double ceiling,
    boolean higherIsBetter,
    long rows,
    int users,
    String note) {

  /** Whether the whole interval lies on the better side of chance. */
  public boolean beatsChance() {
    return higherIsBetter ? low > chance : high < chance;
  }
}
