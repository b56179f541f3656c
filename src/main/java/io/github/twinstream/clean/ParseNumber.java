package io.github.twinstream.clean;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.table.CodedTexts;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Numbers;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * Turns columns of text into numbers; text that is no number becomes missing, see {@link
 * Numbers#parse}. If all that remain are whole, the column is one of whole numbers. A column of
 * numbers stays as it is.
 *
 * @param columns the columns
 */
public record ParseNumber(List<String> columns) implements CleanStep {
  /**
   * Copies the list.
   *
   * @throws ConfigException if no column is named
   */
  public ParseNumber {
    columns = Steps.atLeastOne("parseNumber", columns);
  }

  @Override
  public String words() {
    return Steps.call("parseNumber", columns);
  }

  @Override
  public Outcome apply(DataTable table) {
    long changed = 0;
    DataTable made = table;
    for (String name : columns) {
      Column<?> column = table.column(name);
      if (column instanceof NumericColumn<?>) {
        continue;
      }
      CodedTexts texts = Steps.texts(table, name, ", which are not read as numbers: only text is");
      double[] parsed = new double[texts.distinct()];
      Arrays.setAll(parsed, code -> Numbers.parse(texts.text(code)));
      double[] numbers = new double[texts.rows()];
      for (int row = 0; row < numbers.length; row++) {
        int code = texts.code(row);
        numbers[row] = code == CodedTexts.MISSING ? Double.NaN : parsed[code];
        changed += code != CodedTexts.MISSING && Double.isNaN(numbers[row]) ? 1 : 0;
      }
      made = made.with(NumberColumns.narrowest(name, numbers), words());
    }
    return new Outcome(made, changed);
  }
}
