package io.github.twinstream.explain;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.ArrayList;
import java.util.List;

/**
 * FinalMLP's feature gates, mapped back to columns. A gate multiplies every dimension of the
 * flattened embedding by a number from 0 to 2, 1 for as it is; here the dimensions of all of a
 * column's fields are taken together. It says what a stream lets through, not what it makes of it:
 * see {@link PermutationImportance} for what matters.
 *
 * @param streams the streams' names, two
 * @param columns the columns in the schema's order
 * @param rows how many rows were averaged over
 */
public record FieldGates(List<String> streams, List<Column> columns, int rows)
    implements Displayable {
  /**
   * One column's gates, a number for each stream.
   *
   * @param column the column
   * @param dimensions how many gate values of a row belong to it
   * @param mean over rows and dimensions, from 0 to 2
   * @param overDimensions the standard deviation of the dimensions' means
   * @param overRows the standard deviation of the rows' means: how far the context steers it
   */
  public record Column(
      String column, int dimensions, double[] mean, double[] overDimensions, double[] overRows) {}

  /** Copies the lists. */
  public FieldGates {
    streams = List.copyOf(streams);
    columns = List.copyOf(columns);
  }

  /**
   * The gates of this column.
   *
   * @throws ConfigException if there is none of this name
   */
  public Column column(String name) {
    return columns.stream()
        .filter(c -> c.column().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    Messages.unknown(
                        "column", name, columns.stream().map(Column::column).toList())));
  }

  private Grid grid() {
    List<String> header = new ArrayList<>(List.of("column", "dimensions"));
    for (String stream : streams) {
      header.add(stream + ": mean");
      header.add("over dimensions");
      header.add("over rows");
    }
    Grid grid =
        new Grid(
            "Gates by column over " + Figures.count(rows) + " rows (0 shut, 1 as it is, 2 double)",
            header.toArray(String[]::new));
    for (Column c : columns) {
      List<Object> cells = new ArrayList<>(List.of(c.column(), c.dimensions()));
      for (int s = 0; s < streams.size(); s++) {
        cells.add(Figures.number(c.mean()[s]));
        cells.add("± " + Figures.number(c.overDimensions()[s]));
        cells.add("± " + Figures.number(c.overRows()[s]));
      }
      grid.row(cells.toArray());
    }
    return grid.note(
        "± over dimensions: spread of the dimensions' means; ± over rows: how far the stream's"
            + " context moves the gate.");
  }

  @Override
  public String toString() {
    return grid().toString();
  }

  @Override
  public String toHtml() {
    return grid().toHtml();
  }
}
