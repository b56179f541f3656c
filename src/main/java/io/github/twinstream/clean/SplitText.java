package io.github.twinstream.clean;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.CodedTexts;
import io.github.twinstream.table.DataTable;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    CodedTexts texts = Steps.texts(table, column, ": only text can be split");
    Pattern cut = Pattern.compile(separator, Pattern.LITERAL);
    long filled = 0;
    DataTable split = table;
    for (int part = 0; part < names.size(); part++) {
      Steps.checkFree(split, names.get(part));
      int wanted = part;
      CodedTexts cells = texts.map(text -> text == null ? null : part(cut, text, wanted));
      filled += cells.rows() - cells.missing();
      split = split.with(cells.column(names.get(part)), words());
    }
    return new Outcome(split, filled);
  }

  private static String part(Pattern cut, String text, int part) {
    String[] cells = cut.split(text, -1);
    return part < cells.length ? cells[part].strip() : null;
  }
}
