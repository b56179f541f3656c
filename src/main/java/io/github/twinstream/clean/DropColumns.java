package io.github.twinstream.clean;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.table.DataTable;
import java.util.List;

/**
 * Drops columns.
 *
 * @param columns the columns
 */
public record DropColumns(List<String> columns) implements CleanStep {
  /**
   * Copies the list.
   *
   * @throws ConfigException if no column is named
   */
  public DropColumns {
    columns = Steps.atLeastOne("dropColumns", columns);
  }

  @Override
  public String words() {
    return Steps.call("dropColumns", columns);
  }

  @Override
  public Outcome apply(DataTable table) {
    return new Outcome(table.drop(columns.toArray(String[]::new)), 0);
  }
}
