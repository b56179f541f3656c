package io.github.twinstream.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small table of text cells that prints with aligned columns or as an HTML table. A column whose
 * cells all look like numbers is aligned to the right.
 */
public final class Grid implements Displayable {
  private static final int WIDEST = 60;

  private final String caption;
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param caption a line above the table; empty for none
   * @param header the column names
   */
  public Grid(String caption, String... header) {
    this.caption = caption;
    this.header = List.of(header);
  }

  /**
   * Adds a row; a {@code null} cell prints as nothing.
   *
   * @throws IllegalArgumentException if the number of cells is not that of the header
   */
  public Grid row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.length + " cells in a grid of " + header.size() + " columns");
    }
    rows.add(Arrays.stream(cells).map(c -> c == null ? "" : c.toString()).toList());
    return this;
  }

  /** Adds a line below the table. */
  public Grid note(String note) {
    notes.add(note);
    return this;
  }

  @Override
  public String toString() {
    int[] widths = new int[header.size()];
    boolean[] right = rightAligned();
    for (int c = 0; c < widths.length; c++) {
      widths[c] = width(header.get(c));
      for (List<String> row : rows) {
        widths[c] = Math.min(WIDEST, Math.max(widths[c], width(row.get(c))));
      }
    }
    StringBuilder out = new StringBuilder();
    if (!caption.isEmpty()) {
      out.append(caption).append('\n');
    }
    line(out, header, widths, right);
    out.append("-".repeat(Arrays.stream(widths).sum() + 2 * (widths.length - 1))).append('\n');
    rows.forEach(row -> line(out, row, widths, right));
    notes.forEach(note -> out.append(note).append('\n'));
    return out.toString();
  }

  @Override
  public String toHtml() {
    boolean[] right = rightAligned();
    StringBuilder out = new StringBuilder("<table class=\"twinstream\">");
    if (!caption.isEmpty()) {
      out.append("<caption style=\"caption-side:top;text-align:left;white-space:nowrap\">")
          .append(escape(caption))
          .append("</caption>");
    }
    out.append("<thead><tr>");
    for (int c = 0; c < right.length; c++) {
      cell(out, "th", header.get(c), right[c]);
    }
    out.append("</tr></thead><tbody>");
    for (List<String> row : rows) {
      out.append("<tr>");
      for (int c = 0; c < right.length; c++) {
        cell(out, "td", row.get(c), right[c]);
      }
      out.append("</tr>");
    }
    out.append("</tbody></table>");
    notes.forEach(
        note ->
            out.append("<p style=\"font-size:90%;opacity:0.75;margin:0.3em 0\">")
                .append(escape(note))
                .append("</p>"));
    return out.toString();
  }

  /** Alignment is said in the cell, since notebooks have style sheets of their own. */
  private static void cell(StringBuilder out, String tag, String text, boolean right) {
    out.append('<')
        .append(tag)
        .append(" style=\"text-align:")
        .append(right ? "right" : "left")
        .append("\">")
        .append(escape(text))
        .append("</")
        .append(tag)
        .append('>');
  }

  private boolean[] rightAligned() {
    boolean[] right = new boolean[header.size()];
    for (int c = 0; c < right.length; c++) {
      right[c] = !rows.isEmpty();
      for (List<String> row : rows) {
        right[c] &= row.get(c).isEmpty() || looksNumeric(row.get(c));
      }
    }
    return right;
  }

  /** The text with the characters that HTML gives a meaning escaped. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static boolean looksNumeric(String cell) {
    return !cell.isEmpty() && cell.matches("[-+]?[0-9][0-9,]*(\\.[0-9]+)?([eE][-+]?[0-9]+)?%?");
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static void line(StringBuilder out, List<String> cells, int[] widths, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = shorten(cells.get(c), widths[c]);
      String pad = " ".repeat(Math.max(0, widths[c] - width(cell)));
      line.append(right[c] ? pad + cell : cell + pad).append("  ");
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static String shorten(String cell, int widest) {
    String oneLine = cell.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
    return width(oneLine) <= widest
        ? oneLine
        : oneLine.substring(0, oneLine.offsetByCodePoints(0, widest - 1)) + "…";
  }
}
