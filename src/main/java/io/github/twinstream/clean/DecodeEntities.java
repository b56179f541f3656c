package io.github.twinstream.clean;

import io.github.twinstream.table.CodedTexts;
import io.github.twinstream.table.DataTable;
import java.util.List;
import org.apache.commons.text.StringEscapeUtils;

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
      CodedTexts cells = Steps.texts(table, column, ": only text has entities to decode");
      CodedTexts written = cells.map(DecodeEntities::decode);
      changed += written.differences(cells);
      decoded = decoded.with(written.column(column), words());
    }
    return new Outcome(decoded, changed);
  }

  private static String decode(String text) {
    if (text == null || text.indexOf('&') < 0) {
      return text;
    }
    try {
      return StringEscapeUtils.unescapeHtml4(text);
    } catch (IllegalArgumentException e) {
      return text; // a number beyond Unicode, such as &#1114112;, is no entity
    }
  }
}
