package io.github.twinstream.kernel.render;

import java.util.List;

/** Writes HTML fragments without scripts; text is escaped. */
final class Html {
  private Html() {}

  /** The text with the characters of markup escaped. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /**
   * A table that scrolls within the cell.
   *
   * @param caption a line above it; may be empty
   * @param heads the head cells; a second line may follow after a line feed
   * @param rows the body
   * @param numeric which columns are aligned to the right
   */
  static String table(
      String caption, List<String> heads, List<List<String>> rows, List<Boolean> numeric) {
    StringBuilder html = new StringBuilder("<div style=\"max-height:32em;overflow:auto\"><table>");
    if (!caption.isEmpty()) {
      html.append("<caption style=\"caption-side:top;text-align:left\">")
          .append(escape(caption))
          .append("</caption>");
    }
    html.append("<thead><tr>");
    for (int i = 0; i < heads.size(); i++) {
      String[] lines = heads.get(i).split("\n", 2);
      html.append("<th").append(align(numeric.get(i))).append('>').append(escape(lines[0]));
      if (lines.length > 1) {
        html.append("<br><small style=\"font-weight:normal;opacity:.6\">")
            .append(escape(lines[1]))
            .append("</small>");
      }
      html.append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (List<String> row : rows) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        html.append("<td").append(align(numeric.get(i))).append('>');
        html.append(escape(row.get(i))).append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table></div>").toString();
  }

  private static String align(boolean right) {
    return right ? " style=\"text-align:right\"" : " style=\"text-align:left\"";
  }
}
