package io.github.twinstream.notebook;

import io.github.twinstream.display.Grid;
import java.util.Locale;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table as HTML: names, types, its first rows, its size. */
final class TableView {
  /** How many rows are shown. */
  static final int ROWS = 20;

  private static final String QUIET = "color:#80868b;font-weight:normal;font-size:85%";

  private TableView() {}

  static String html(Table table) {
    StringBuilder out = new StringBuilder("<table class=\"twinstream\"><thead><tr>");
    for (Column<?> column : table.columns()) {
      out.append(cell("th", column))
          .append(Grid.escape(column.name()))
          .append("<br><span style=\"")
          .append(QUIET)
          .append("\">")
          .append(column.type().name().toLowerCase(Locale.ROOT))
          .append("</span></th>");
    }
    out.append("</tr></thead><tbody>");
    for (int row = 0; row < Math.min(ROWS, table.rowCount()); row++) {
      out.append("<tr>");
      for (Column<?> column : table.columns()) {
        out.append(cell("td", column)).append(Grid.escape(column.getString(row))).append("</td>");
      }
      out.append("</tr>");
    }
    return out.append("</tbody></table><p style=\"")
        .append(QUIET)
        .append("\">")
        .append(size(table))
        .append("</p>")
        .toString();
  }

  private static String size(Table table) {
    String words = count(table.rowCount(), "row") + " × " + count(table.columnCount(), "column");
    String name = table.name() == null || table.name().isEmpty() ? "" : table.name() + ": ";
    return Grid.escape(name)
        + words
        + (table.rowCount() > ROWS ? ", the first " + ROWS + " shown" : "");
  }

  private static String count(int number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }

  private static String cell(String tag, Column<?> column) {
    boolean right = column instanceof NumericColumn<?>;
    return "<" + tag + " style=\"text-align:" + (right ? "right" : "left") + "\">";
  }
}
