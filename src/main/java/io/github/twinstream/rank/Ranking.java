package io.github.twinstream.rank;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.table.DataTable;

/**
 * Rows in the order of their scores, best first.
 *
 * @param table the rows, with the column {@code score} in front
 */
public record Ranking(DataTable table) implements Displayable {
  @Override
  public String toString() {
    return table.toString();
  }

  @Override
  public String toHtml() {
    return table.toHtml();
  }
}
