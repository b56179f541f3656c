package io.github.twinstream.clean;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.table.DataTable;

/**
 * A cleaned table and how it came about.
 *
 * @param table the cleaned table
 * @param report what each step did
 * @param labelColumn the column that is 1 or 0; {@code null} if no step made one
 * @param relevanceColumn the column that the label was made from, or the label itself if that
 *     column holds no numbers or was dropped afterwards; {@code null} if there is no label
 * @param replay how other rows are cleaned like these
 */
public record CleanResult(
    DataTable table, CleanReport report, String labelColumn, String relevanceColumn, Replay replay)
    implements Displayable {
  /**
   * How the values of these columns are spread; see {@link Histograms#of}.
   *
   * @throws io.github.twinstream.error.DataException if a column is not there or holds no numbers
   */
  public Histograms histograms(String... columns) {
    return Histograms.of(table, columns);
  }

  @Override
  public String toString() {
    return report + "\n" + table;
  }

  @Override
  public String toHtml() {
    return report.toHtml() + table.toHtml();
  }
}
