package io.github.twinstream.clean;

import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import java.util.stream.Stream;

/**
 * Keeps the rows for which the condition holds; a row whose cell is missing is dropped.
 *
 * @param column the column
 * @param condition the condition
 */
public record KeepWhere(String column, Condition condition) implements CleanStep {
  @Override
  public String words() {
    return Steps.call("keepWhere", Stream.of(Messages.quote(column), condition.toString()));
  }

  @Override
  public Outcome apply(DataTable table) {
    boolean[] keep = condition.holds(table, column);
    return new Outcome(Steps.keep(table, row -> keep[row], words()), 0);
  }
}
