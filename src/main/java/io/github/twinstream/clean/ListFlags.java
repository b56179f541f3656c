package io.github.twinstream.clean;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;

/**
 * Turns columns of flags into one column of text that lists the names of those that are 1, in the
 * order given: what a sequence field reads. A row without a flag, or with missing cells only, gets
 * a missing cell. The flags' columns stay.
 *
 * @param column the new column
 * @param separator what stands between two names
 * @param flags the columns, each of which holds 0, 1 or nothing
 */
public record ListFlags(String column, String separator, List<String> flags) implements CleanStep {
  /**
   * Copies the list.
   *
   * @throws ConfigException if the separator is empty or part of a flag's name, or no flag is given
   */
  public ListFlags {
    flags = Steps.atLeastOne("listFlags", flags);
    if (separator.isEmpty()) {
      throw new ConfigException("listFlags with '': give the text between the names, such as '|'");
    }
    for (String flag : flags) {
      if (flag.contains(separator)) {
        throw new ConfigException(
            "listFlags cannot separate names by "
                + Messages.quote(separator)
                + ": it is part of "
                + Messages.quote(flag)
                + "; take another separator");
      }
    }
  }

  @Override
  public String words() {
    return Steps.call(
        "listFlags",
        Stream.concat(Stream.of(column, separator), flags.stream()).map(Messages::quote));
  }

  @Override
  public Outcome apply(DataTable table) {
    Steps.checkFree(table, column);
    double[][] values = flags.stream().map(table::numbers).toArray(double[][]::new);
    String[] lists = new String[table.rows()];
    long filled = 0;
    for (int row = 0; row < lists.length; row++) {
      StringJoiner names = new StringJoiner(separator);
      for (int f = 0; f < values.length; f++) {
        double value = values[f][row];
        if (value == 1) {
          names.add(flags.get(f));
        } else if (value != 0 && !Double.isNaN(value)) {
          throw new DataException(
              "column "
                  + Messages.quote(flags.get(f))
                  + " holds "
                  + value
                  + " in row "
                  + (row + 1)
                  + ": a flag is 0 or 1; is it a flag?");
        }
      }
      lists[row] = names.toString();
      filled += lists[row].isEmpty() ? 0 : 1;
    }
    return new Outcome(table.with(StringColumn.create(column, lists), words()), filled);
  }
}
