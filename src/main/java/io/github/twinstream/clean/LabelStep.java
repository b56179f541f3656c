package io.github.twinstream.clean;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.IntColumn;

/**
 * Adds the column {@value #COLUMN}: 1 where the condition holds, 0 where it does not. A missing
 * cell is an error, for it is neither.
 *
 * @param condition what makes a positive
 * @param column the column it looks at, also how relevant a row is in rankings
 */
public record LabelStep(Condition condition, String column) implements CleanStep {
  /** The label column's name. */
  public static final String COLUMN = "label";

  @Override
  public String words() {
    return Steps.call("label", Stream.of(condition.toString(), Messages.quote(column)));
  }

  @Override
  public Outcome apply(DataTable table) {
    Steps.checkFree(table, COLUMN);
    boolean[] positive = condition.holds(table, column);
    long missing = table.column(column).countMissing();
    if (missing > 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%,d of %,d rows have no %s, so they are neither 1 nor 0: drop them first with"
                  + " dropMissing(\"%s\") or keepWhere(\"%s\", ...)",
              missing,
              table.rows(),
              Messages.quote(column),
              column,
              column));
    }
    IntStream labels = IntStream.range(0, table.rows()).map(row -> positive[row] ? 1 : 0);
    return new Outcome(
        table.with(IntColumn.create(COLUMN, labels.toArray()), words()), table.rows());
  }
}
