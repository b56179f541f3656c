package io.github.twinstream.clean;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Tokens;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts a number into the missing cells of columns of numbers. A column of whole numbers that gets a
 * fraction becomes one of numbers.
 *
 * @param number what to put
 * @param columns the columns
 */
public record FillMissingNumber(double number, List<String> columns) implements CleanStep {
  /**
   * Copies the list.
   *
   * @throws ConfigException if the number is not finite, or no column is named
   */
  public FillMissingNumber {
    columns = Steps.atLeastOne("fillMissing", columns);
    if (!Double.isFinite(number)) {
      throw new ConfigException(Messages.outOfRange("fillMissing", number, "a finite number"));
    }
  }

  @Override
  public String words() {
    return Steps.call(
        "fillMissing",
        Stream.concat(Stream.of(Tokens.number(number)), columns.stream().map(Messages::quote)));
  }

  @Override
  public Outcome apply(DataTable table) {
    long changed = 0;
    DataTable filled = table;
    for (String column : columns) {
      double[] cells = table.numbers(column);
      for (int row = 0; row < cells.length; row++) {
        if (Double.isNaN(cells[row])) {
          cells[row] = number;
          changed++;
        }
      }
      filled = filled.with(NumberColumns.like(table.column(column), cells), words());
    }
    return new Outcome(filled, changed);
  }
}
