package io.github.twinstream.clean;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import java.util.List;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;

/**
 * Puts a text into the missing cells of columns of text.
 *
 * @param text what to put
 * @param columns the columns
 */
public record FillMissing(String text, List<String> columns) implements CleanStep {
  /**
   * Copies the list.
   *
   * @throws ConfigException if the text is empty, which is what missing is, or no column is named
   */
  public FillMissing {
    columns = Steps.atLeastOne("fillMissing", columns);
    if (text.isEmpty()) {
      throw new ConfigException(
          "fillMissing with '': an empty text is a missing cell; give a word such as 'unknown'");
    }
  }

  @Override
  public String words() {
    return Steps.call(
        "fillMissing", Stream.concat(Stream.of(text), columns.stream()).map(Messages::quote));
  }

  @Override
  public Outcome apply(DataTable table) {
    long changed = 0;
    DataTable filled = table;
    for (String column : columns) {
      if (!(table.column(column) instanceof StringColumn)) {
        throw new DataException(
            "column "
                + Messages.quote(column)
                + " holds "
                + table.type(column)
                + " values, which the text "
                + Messages.quote(text)
                + " is not: fill it with a number, e.g. fillMissing(0, \""
                + column
                + "\")");
      }
      String[] cells = table.tokens(column);
      for (int row = 0; row < cells.length; row++) {
        if (cells[row] == null) {
          cells[row] = text;
          changed++;
        }
      }
      filled = filled.with(StringColumn.create(column, cells), words());
    }
    return new Outcome(filled, changed);
  }
}
