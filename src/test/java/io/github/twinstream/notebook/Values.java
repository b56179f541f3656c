package io.github.twinstream.notebook;

import io.github.twinstream.clean.Histograms;
import io.github.twinstream.table.DataTable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Values to show. */
final class Values {
  private Values() {}

  static Histograms histograms() {
    Table table = Table.create("t", DoubleColumn.create("Age", 20, 21, 22, 22, 60));
    return Histograms.of(DataTable.of(table), "Age");
  }
}
