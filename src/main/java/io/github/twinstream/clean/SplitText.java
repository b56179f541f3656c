package io.github.twinstream.clean;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;

/**
 * Cuts a column of text at a separator into new columns. Parts are taken without spaces around
 * them; a part that is empty or not there is missing; parts beyond the last name are dropped; the
 * column itself stays.
 *
 * @param column the column
 * @param separator the text between parts, as it stands: no regular expression
 * @param names the new columns, one for each part from the first
 */
public record SplitText(String column, String separator, List<String> names) implements CleanStep {
  /**
   * Copies the list.
   *
   * @throws ConfigException if the separator is empty, or no name is given or one twice
   */
  public SplitText {
    if (separator.isEmpty()) {
      throw new ConfigException("splitText at '': give the text between the parts, such as ','");
    }
    names = Steps.atLeastOne("splitText", names);
    if (new HashSet<>(names).size() < names.size()) {
      throw new ConfigException("splitText names a column twice: " + names + "; name each once");
    }
  }

  @Override
  public String words() {
    return Steps.call(
        "splitText",
        Stream.concat(Stream.of(column, separator), names.stream()).map(Messages::quote));
  }

  @Override
  public Outcome apply(DataTable table) {
    if (!(table.column(column) instanceof StringColumn)) {
      throw new DataException(
          "column "
              + Messages.quote(column)
              + " holds "
              + table.type(column)
              + " values: only text can be split");
    }
    String[] texts = table.tokens(column);
    String[][] parts = new String[names.size()][texts.length];
    Pattern cut = Pattern.compile(separator, Pattern.LITERAL);
    long filled = 0;
    for (int row = 0; row < texts.length; row++) {
      String[] cells = texts[row] == null ? new String[0] : cut.split(texts[row], -1);
      for (int part = 0; part < parts.length; part++) {
        parts[part][row] = part < cells.length ? cells[part].strip() : "";
        filled += parts[part][row].isEmpty() ? 0 : 1;
      }
    }
    DataTable split = table;
    for (int part = 0; part < parts.length; part++) {
      Steps.checkFree(split, names.get(part));
      split = split.with(StringColumn.create(names.get(part), parts[part]), words());
    }
    return new Outcome(split, filled);
  }
}
