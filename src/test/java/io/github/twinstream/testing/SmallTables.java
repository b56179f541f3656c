package io.github.twinstream.testing;

import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Provenance;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** Tiny tables for tests. */
public final class SmallTables {
  private SmallTables() {}

  /** A table named {@code small}. */
  public static DataTable table(Column<?>... columns) {
    return named("small", columns);
  }

  /** A table of this name. */
  public static DataTable named(String name, Column<?>... columns) {
    return DataTable.owning(name, List.of(columns), Provenance.NONE);
  }

  /** A column of whole numbers; {@code null} is missing. */
  public static IntColumn ints(String name, Integer... values) {
    IntColumn column = IntColumn.create(name);
    for (Integer value : values) {
      if (value == null) {
        column.appendMissing();
      } else {
        column.append(value);
      }
    }
    return column;
  }

  /** A column of numbers; NaN is missing. */
  public static DoubleColumn doubles(String name, double... values) {
    return DoubleColumn.create(name, values);
  }

  /** A column of text; {@code null} is missing. */
  public static StringColumn texts(String name, String... values) {
    return StringColumn.create(
        name, Arrays.stream(values).map(v -> v == null ? "" : v).toArray(String[]::new));
  }

  /** The column's tokens as a list, {@code null} where missing. */
  public static List<String> cells(DataTable table, String column) {
    return Arrays.asList(table.tokens(column));
  }
}
