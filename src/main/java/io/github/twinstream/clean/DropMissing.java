package io.github.twinstream.clean;

import io.github.twinstream.table.DataTable;
import java.util.List;
import tech.tablesaw.columns.Column;

/**
 * Drops the rows in which one of the columns is missing.
 *
 * @param columns the columns looked at; none means all
 */
public record DropMissing(List<String> columns) implements CleanStep {
  /** Copies the list. */
  public DropMissing {
    columns = List.copyOf(columns);
  }

  @Override
  public String words() {
    return Steps.call("dropMissing", columns);
  }

  @Override
  public Outcome apply(DataTable table) {
    boolean[] missing = new boolean[table.rows()];
    for (String column : columns.isEmpty() ? table.columns() : columns) {
      Column<?> cells = table.column(column);
      for (int row = 0; row < missing.length; row++) {
        missing[row] |= cells.isMissing(row);
      }
    }
    return new Outcome(Steps.keep(table, row -> !missing[row], words()), 0);
  }
}
