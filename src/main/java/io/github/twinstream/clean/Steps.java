package io.github.twinstream.clean;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.CodedTexts;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Gather;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** What several steps do. */
final class Steps {
  private Steps() {}

  /** The call as a user would write it: {@code keepWhere('Age', above 0)}. */
  static String call(String verb, Stream<String> arguments) {
    return arguments.collect(Collectors.joining(", ", verb + "(", ")"));
  }

  static String call(String verb, List<String> columns) {
    return call(verb, columns.stream().map(Messages::quote));
  }

  static List<String> atLeastOne(String verb, List<String> columns) {
    if (columns.isEmpty()) {
      throw new ConfigException(verb + " names no column: name at least one");
    }
    return List.copyOf(columns);
  }

  /** The rows for which the predicate holds, in order. */
  static DataTable keep(DataTable table, IntPredicate rows, String step) {
    return table.rows(IntStream.range(0, table.rows()).filter(rows).toArray(), step);
  }

  /** The column with the cells of these rows made missing. */
  static Column<?> blank(Column<?> column, boolean[] rows) {
    return Gather.rows(
        column,
        IntStream.range(0, column.size()).map(row -> rows[row] ? Gather.NO_ROW : row).toArray());
  }

  static int count(boolean[] rows) {
    int count = 0;
    for (boolean row : rows) {
      count += row ? 1 : 0;
    }
    return count;
  }

  /**
   * The texts of a column of text.
   *
   * @param refusal what the error says behind what the column holds, if it holds something else
   */
  static CodedTexts texts(DataTable table, String column, String refusal) {
    if (!(table.column(column) instanceof StringColumn)) {
      throw new DataException(
          "column "
              + Messages.quote(column)
              + " holds "
              + table.type(column)
              + " values"
              + refusal);
    }
    return table.coded(column);
  }

  /** Refuses a name under which no column can be added. */
  static void checkFree(DataTable table, String name) {
    if (name.isBlank()) {
      throw new DataException("a new column is named " + Messages.quote(name) + ": name it");
    }
    if (table.taken(name)) {
      throw new DataException(
          "there is a column "
              + Messages.quote(name)
              + " already: rename or drop it first, e.g. rename(\""
              + name
              + "\", \"old "
              + name
              + "\")");
    }
  }
}
