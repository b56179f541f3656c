package io.github.twinstream.table;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * An immutable table: a thin value around a Tablesaw {@link Table} that remembers how it was made.
 * A missing cell is Tablesaw's missing value of the column's type.
 */
public final class DataTable implements Displayable {
  private static final int SHOWN_ROWS = 10;

  private final Table table;
  private final Provenance provenance;

  private DataTable(Table table, Provenance provenance) {
    this.table = table;
    this.provenance = provenance;
  }

  /** A copy of the table as a value; later changes to {@code table} do not reach it. */
  public static DataTable of(Table table) {
    return new DataTable(table.copy(), Provenance.NONE);
  }

  /**
   * The columns themselves as a value, not copied: for callers that made them and keep no hand on
   * them.
   */
  public static DataTable owning(String name, List<Column<?>> columns, Provenance provenance) {
    return new DataTable(Table.create(name, columns), provenance);
  }

  /** A copy as a Tablesaw table, free to be changed. */
  public Table table() {
    return table.copy();
  }

  /** How many rows there are. */
  public int rows() {
    return table.rowCount();
  }

  /** The column names in order. */
  public List<String> columns() {
    return table.columnNames();
  }

  /** Whether a column of exactly this name is there. */
  public boolean has(String column) {
    return table.columnNames().contains(column);
  }

  /**
   * The column itself, not a copy: read it, never change it.
   *
   * @throws DataException if there is none of this name; names the columns and the nearest
   */
  public Column<?> column(String name) {
    if (!has(name)) {
      throw new DataException(Messages.unknown("column", name, columns()));
    }
    return table.column(name);
  }

  /**
   * The column's values as numbers, NaN where missing.
   *
   * @throws DataException if the column is not numeric or not there
   */
  public double[] numbers(String name) {
    Column<?> column = column(name);
    if (!(column instanceof NumericColumn<?> numeric)) {
      throw new DataException(
          "column "
              + Messages.quote(name)
              + " holds "
              + column.type().name().toLowerCase(Locale.ROOT)
              + " values, not numbers: parse it first, e.g. clean(c -> c.parseNumber(\""
              + name
              + "\"))");
    }
    double[] values = new double[rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = numeric.isMissing(row) ? Double.NaN : numeric.getDouble(row);
    }
    return values;
  }

  /** The column's values as tokens, {@code null} where missing; see {@link Tokens}. */
  public String[] tokens(String name) {
    return Tokens.of(column(name));
  }

  /** These rows, in this order; a row may come more than once. */
  public DataTable rows(int[] rows, String step) {
    return new DataTable(table.rows(rows), provenance.then(step));
  }

  /** With the column put in place of the one of its name, or behind the last. */
  public DataTable with(Column<?> column, String step) {
    Table changed = Table.create(table.name(), table.columns());
    if (has(column.name())) {
      changed.replaceColumn(column.name(), column);
    } else {
      changed.addColumns(column);
    }
    return new DataTable(changed, provenance.then(step));
  }

  /** How it was made. */
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public String toString() {
    return grid().toString();
  }

  @Override
  public String toHtml() {
    return grid().toHtml();
  }

  private Grid grid() {
    Grid grid = new Grid("", columns().toArray(String[]::new));
    List<String[]> tokens = columns().stream().map(c -> first(c)).toList();
    for (int row = 0; row < Math.min(SHOWN_ROWS, rows()); row++) {
      int shown = row;
      grid.row(tokens.stream().map(t -> t[shown]).toArray());
    }
    return grid.note(
        String.format(Locale.ROOT, "%,d rows × %,d columns", rows(), columns().size()));
  }

  private String[] first(String column) {
    return Tokens.of(table.column(column).first(Math.min(SHOWN_ROWS, rows())));
  }
}
