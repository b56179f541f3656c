package io.github.twinstream.clean;

import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import java.util.stream.Stream;

/**
 * Makes the cells missing for which the condition holds.
 *
 * @param column the column
 * @param condition the condition
 */
public record BlankWhere(String column, Condition condition) implements CleanStep {
  @Override
  public String words() {
    return Steps.call("blankWhere", Stream.of(Messages.quote(column), condition.toString()));
  }

  @Override
  public Outcome apply(DataTable table) {
    boolean[] blank = condition.holds(table, column);
    return new Outcome(
        table.with(Steps.blank(table.column(column), blank), words()), Steps.count(blank));
  }
}
