package io.github.twinstream.table;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.progress.Interrupts;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * An immutable table: a thin value around Tablesaw's columns that remembers how it was made. A
 * missing cell is Tablesaw's missing value of the column's type. A Tablesaw {@link Table} is made
 * only for those who ask for one: as that class is first used it searches the whole class path.
 */
public final class DataTable implements Displayable {
  private static final int SHOWN_ROWS = 10;

  /** What is interrupted while rows are gone through. */
  static final String WORK = "work on a table";

  private final String name;
  private final Map<String, Column<?>> columns = new LinkedHashMap<>();
  private final Provenance provenance;

  private DataTable(String name, List<? extends Column<?>> columns, Provenance provenance) {
    this.name = name;
    this.provenance = provenance;
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Column<?> column : columns) {
      if (column.size() != columns.get(0).size() || !taken.add(column.name())) {
        throw new IllegalArgumentException(
            "column "
                + Messages.quote(column.name())
                + " of "
                + column.size()
                + " rows does not fit beside "
                + columns());
      }
      this.columns.put(column.name(), column);
    }
  }

  /** A copy of the table as a value; later changes to {@code table} do not reach it. */
  public static DataTable of(Table table) {
    return new DataTable(table.name(), table.copy().columns(), Provenance.NONE);
  }

  /**
   * The columns themselves as a value, not copied: for callers that made them and keep no hand on
   * them.
   */
  public static DataTable owning(String name, List<Column<?>> columns, Provenance provenance) {
    return new DataTable(name, columns, provenance);
  }

  /** A copy as a Tablesaw table, free to be changed. */
  public Table table() {
    return Table.create(name, columns.values().stream().<Column<?>>map(Column::copy).toList());
  }

  /** The table's name: the file it was read from, without its folder. */
  public String name() {
    return name;
  }

  /** How many rows there are. */
  public int rows() {
    return columns.isEmpty() ? 0 : columns.values().iterator().next().size();
  }

  /** The column names in order. */
  public List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /** Whether a column of exactly this name is there. */
  public boolean has(String column) {
    return columns.containsKey(column);
  }

  /** Whether a column has this name in any case: no other column can be added under it. */
  public boolean taken(String name) {
    return columns.keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  /**
   * The column itself, not a copy: read it, never change it.
   *
   * @throws DataException if there is none of this name; names the columns and the nearest
   */
  public Column<?> column(String name) {
    return columns.get(existing(name));
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
              + ColumnTypes.word(column.type())
              + " values, not numbers: parse it first, e.g. clean(c -> c.parseNumber(\""
              + name
              + "\"))");
    }
    double[] values = new double[rows()];
    for (int row = 0; row < values.length; row++) {
      Interrupts.check(WORK, row);
      values[row] = numeric.isMissing(row) ? Double.NaN : numeric.getDouble(row);
    }
    return values;
  }

  /** The column's values as tokens, {@code null} where missing; see {@link Tokens}. */
  public String[] tokens(String name) {
    return Tokens.of(column(name));
  }

  /** The column's tokens, each distinct one once. */
  public CodedTexts coded(String name) {
    return CodedTexts.of(column(name));
  }

  /**
   * These rows, in this order; a row may come more than once.
   *
   * @param step what was done, for the provenance
   */
  public DataTable rows(int[] rows, String step) {
    Interrupts.check(WORK);
    return derived(Gather.rows(List.copyOf(columns.values()), rows).stream(), step);
  }

  /**
   * With the column put in place of the one of its name, or behind the last.
   *
   * @param step what was done, for the provenance
   * @throws DataException if the column has another number of rows
   */
  public DataTable with(Column<?> column, String step) {
    if (column.size() != rows() && !columns.isEmpty()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "column %s has %,d rows, but %s has %,d: they must be as many",
              Messages.quote(column.name()),
              column.size(),
              name(),
              rows()));
    }
    Map<String, Column<?>> all = new LinkedHashMap<>(columns);
    all.put(column.name(), column);
    return derived(all.values().stream(), step);
  }

  /**
   * These columns, in this order.
   *
   * @throws DataException if one is not there, or is named twice
   */
  public DataTable select(String... columns) {
    List<String> wanted = List.of(columns);
    if (Set.copyOf(wanted).size() < wanted.size()) {
      throw new DataException("a column is selected twice: " + wanted + "; name each once");
    }
    return derived(wanted.stream().map(this::column), "select " + wanted);
  }

  /**
   * Without these columns.
   *
   * @throws DataException if one is not there
   */
  public DataTable drop(String... columns) {
    Set<String> unwanted = Arrays.stream(columns).map(this::existing).collect(Collectors.toSet());
    return derived(
        this.columns.values().stream().filter(c -> !unwanted.contains(c.name())),
        "drop columns " + Arrays.asList(columns));
  }

  /**
   * The left join by the key columns, in the order of pandas' {@code merge(how="left")}: each row
   * of this table in turn, once for each matching row of {@code right} in that table's order, or
   * once with missing cells if none matches. Keys are compared as {@link Tokens}, so 5 matches 5.0
   * and "5"; a missing key matches nothing. A column of {@code right} whose name this table has as
   * well, keys aside, is named with {@code _right} behind.
   *
   * @throws DataException if a key column is not on both sides, a {@code _right} name is taken, or
   *     the result would have more rows than a table holds
   */
  public DataTable join(DataTable right, String... keys) {
    return new LeftJoin(this, right, List.of(keys)).join();
  }

  /** Each column's type, missing cells, distinct values and first value. */
  public Grid describe() {
    Grid grid = new Grid(name(), "column", "type", "missing", "distinct", "first value");
    for (Column<?> column : columns.values()) {
      String[] tokens = Tokens.of(column);
      long missing = Arrays.stream(tokens).filter(Objects::isNull).count();
      long distinct = Arrays.stream(tokens).filter(Objects::nonNull).distinct().count();
      grid.row(
          column.name(),
          ColumnTypes.word(column.type()),
          count(missing),
          count(distinct),
          Arrays.stream(tokens).filter(Objects::nonNull).findFirst().orElse(null));
    }
    return grid.note(size());
  }

  /** The word for what a column holds, such as {@code text} or {@code whole number}. */
  public String type(String column) {
    return ColumnTypes.word(column(column).type());
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
    return grid.note(size());
  }

  private String size() {
    return count(rows()) + " rows × " + count(columns().size()) + " columns";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private String existing(String name) {
    if (!has(name)) {
      throw new DataException(Messages.unknown("column", name, columns()));
    }
    return name;
  }

  private DataTable derived(Stream<? extends Column<?>> columns, String step) {
    return new DataTable(name, columns.<Column<?>>map(c -> c).toList(), provenance.then(step));
  }

  private String[] first(String column) {
    int[] rows = IntStream.range(0, Math.min(SHOWN_ROWS, rows())).toArray();
    return Tokens.shown(Gather.rows(column(column), rows));
  }
}
