package io.github.twinstream.clean;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Numbers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
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
    DataTable parsed = table;
    for (String name : columns) {
      Column<?> column = table.column(name);
      if (column instanceof NumericColumn<?>) {
        continue;
      }
      if (!(column instanceof StringColumn)) {
        throw new DataException(
            "column "
                + Messages.quote(name)
                + " holds "
                + table.type(name)
                + " values, which are not read as numbers: only text is");
      }
      String[] texts = table.tokens(name);
      double[] numbers = parse(texts);
      for (int row = 0; row < texts.length; row++) {
        changed += texts[row] != null && Double.isNaN(numbers[row]) ? 1 : 0;
      }
      parsed = parsed.with(NumberColumns.narrowest(name, numbers), words());
    }
    return new Outcome(parsed, changed);
  }

  private static double[] parse(String[] texts) {
    Map<String, Double> known = new HashMap<>();
    double[] numbers = new double[texts.length];
    for (int row = 0; row < texts.length; row++) {
      numbers[row] =
          texts[row] == null ? Double.NaN : known.computeIfAbsent(texts[row], Numbers::parse);
    }
    return numbers;
  }
}
