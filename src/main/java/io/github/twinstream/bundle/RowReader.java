package io.github.twinstream.bundle;

import io.github.twinstream.clean.Replay;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Provenance;
import io.github.twinstream.table.TypedCells;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tech.tablesaw.columns.Column;

/**
 * Raw rows as the table that the encoders read. A row names columns as they were before cleaning or
 * behind it; the former are cleaned as in training, the latter are taken as they are and win. A
 * column that a row does not name is missing in it.
 */
final class RowReader {
  private final Replay replay;
  private final List<String> read;
  private final Set<String> useful = new LinkedHashSet<>();
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param replay how rows are cleaned
   * @param read the columns that the encoders read
   */
  RowReader(Replay replay, List<String> read) {
    this.replay = replay;
    this.read = List.copyOf(read);
    for (String column : read) {
      if (!replay.output().containsKey(column)) {
        throw new DataException(
            "the saved cleaning gives no column "
                + Messages.quote(column)
                + ", which the model reads");
      }
    }
    useful.addAll(replay.sources(read));
    useful.addAll(read);
    known.addAll(useful);
    known.addAll(replay.input().keySet());
    known.addAll(replay.output().keySet());
  }

  /** The columns that the encoders read. */
  List<String> read() {
    return read;
  }

  /** The names that a row may use, those that are read first. */
  Set<String> known() {
    return known;
  }

  /**
   * @throws DataException if a row names an unknown column, or none that says anything, or a value
   *     is of the wrong type
   */
  DataTable table(List<? extends Map<String, ?>> rows) {
    Set<String> given = new LinkedHashSet<>();
    for (int row = 0; row < rows.size(); row++) {
      check(row, rows.get(row));
      given.addAll(rows.get(row).keySet());
    }
    List<Column<?>> raw = new ArrayList<>();
    replay
        .input()
        .forEach((name, type) -> raw.add(TypedCells.column(name, type, values(rows, name))));
    DataTable cleaned = replay.apply(DataTable.owning("rows", raw, Provenance.NONE));
    Map<String, Column<?>> columns = new LinkedHashMap<>();
    for (String name : read) {
      boolean direct = given.contains(name) && !replay.input().containsKey(name);
      columns.put(name, direct ? direct(rows, name, cleaned) : cleaned.column(name));
    }
    return DataTable.owning("rows", List.copyOf(columns.values()), Provenance.NONE);
  }

  private void check(int row, Map<String, ?> values) {
    boolean some = false;
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new DataException(
            "row " + (row + 1) + ": " + Messages.unknown("column", name, known));
      }
      some |= useful.contains(name);
    }
    if (!some) {
      throw new DataException(
          "row "
              + (row + 1)
              + " names "
              + (values.isEmpty() ? "no column" : "only " + values.keySet())
              + ": it must name at least one that the model reads, "
              + String.join(", ", useful.stream().map(Messages::quote).toList()));
    }
  }

  private Column<?> direct(List<? extends Map<String, ?>> rows, String name, DataTable cleaned) {
    String[] otherwise = cleaned.tokens(name);
    Object[] values = new Object[rows.size()];
    for (int row = 0; row < values.length; row++) {
      Object own = rows.get(row).get(name);
      values[row] = own == null ? otherwise[row] : own;
    }
    return TypedCells.column(name, replay.output().get(name), values);
  }

  private static Object[] values(List<? extends Map<String, ?>> rows, String name) {
    return rows.stream().map(row -> (Object) row.get(name)).toArray();
  }
}
