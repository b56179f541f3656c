package io.github.twinstream.clean;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.CodedTexts;
import io.github.twinstream.table.DataTable;
import java.util.List;
import java.util.stream.Stream;

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
      String refusal =
          ", which the text "
              + Messages.quote(text)
              + " is not: fill it with a number, e.g. fillMissing(0, \""
              + column
              + "\")";
      CodedTexts cells = Steps.texts(table, column, refusal);
      changed += cells.missing();
      filled = filled.with(cells.map(cell -> cell == null ? text : cell).column(column), words());
    }
    return new Outcome(filled, changed);
  }
}
