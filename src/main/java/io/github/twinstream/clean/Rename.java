package io.github.twinstream.clean;

import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tech.tablesaw.columns.Column;

/**
 * Gives a column another name; it stays in its place.
 *
 * @param from the name it has
 * @param to the name it gets
 */
public record Rename(String from, String to) implements CleanStep {
  @Override
  public String words() {
    return Steps.call("rename", Stream.of(from, to).map(Messages::quote));
  }

  @Override
  public Outcome apply(DataTable table) {
    Column<?> renamed = table.column(from).copy().setName(to);
    if (!from.equalsIgnoreCase(to)) {
      Steps.checkFree(table, to);
    }
    List<Column<?>> columns = new ArrayList<>();
    table.columns().forEach(c -> columns.add(c.equals(from) ? renamed : table.column(c)));
    return new Outcome(
        DataTable.owning(table.name(), columns, table.provenance().then(words())), 0);
  }
}
