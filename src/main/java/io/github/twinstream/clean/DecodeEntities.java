package io.github.twinstream.clean;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.StringEscapeUtils;
import tech.tablesaw.api.StringColumn;

/**
 * Writes HTML entities in columns of text as the characters that they stand for, once: {@code
 * &amp;} becomes {@code &}. Text with something that only looks like an entity stays as it is.
 *
 * @param columns the columns
 */
public record DecodeEntities(List<String> columns) implements CleanStep {
  /**
   * Copies the list.
   *
   * @throws io.github.twinstream.error.ConfigException if no column is named
   */
  public DecodeEntities {
    columns = Steps.atLeastOne("decodeEntities", columns);
  }

  @Override
  public String words() {
    return Steps.call("decodeEntities", columns);
  }

  @Override
  public Outcome apply(DataTable table) {
    long changed = 0;
    DataTable decoded = table;
    for (String column : columns) {
      if (!(table.column(column) instanceof StringColumn)) {
        throw new DataException(
            "column "
                + Messages.quote(column)
                + " holds "
                + table.type(column)
                + " values: only text has entities to decode");
      }
      String[] cells = table.tokens(column);
      Map<String, String> known = new HashMap<>();
      for (int row = 0; row < cells.length; row++) {
        if (cells[row] != null && cells[row].indexOf('&') >= 0) {
          String text = known.computeIfAbsent(cells[row], DecodeEntities::decode);
          changed += text.equals(cells[row]) ? 0 : 1;
          cells[row] = text;
        }
      }
      decoded = decoded.with(StringColumn.create(column, cells), words());
    }
    return new Outcome(decoded, changed);
  }

  private static String decode(String text) {
    try {
      return StringEscapeUtils.unescapeHtml4(text);
    } catch (IllegalArgumentException e) {
      return text; // a number beyond Unicode, such as &#1114112;, is no entity
    }
  }
}
