package io.github.twinstream.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/** Paints a heading and panels below it. */
record Drawing(String title, String subtitle, int columns, List<Panel> panels, String empty) {
  private static final int MARGIN = 14;
  private static final int TITLE_SIZE = 17;
  private static final int SUBTITLE_SIZE = 13;

  void paint(Graphics2D g, Look look, int width, int height) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(look.paper);
    g.fillRect(0, 0, width, height);
    int y = MARGIN;
    y = text(g, title, Fonts.bold(TITLE_SIZE), look.ink, y, width);
    y = text(g, subtitle, Fonts.plain(SUBTITLE_SIZE), look.quiet, y + 2, width);
    if (panels.isEmpty()) {
      text(g, empty, Fonts.plain(SUBTITLE_SIZE), look.quiet, (y + height) / 2 - MARGIN, width);
      return;
    }
    int rows = (panels.size() + columns - 1) / columns;
    int panelWidth = (width - MARGIN) / columns;
    int panelHeight = (height - y - 2) / rows;
    for (int p = 0; p < panels.size(); p++) {
      AffineTransform before = g.getTransform();
      g.translate(p % columns * panelWidth, y + p / columns * panelHeight);
      panels.get(p).paint(g, look, panelWidth, panelHeight);
      g.setTransform(before);
    }
  }

  /** Draws a paragraph and returns the height at which it ends. */
  private static int text(Graphics2D g, String text, Font font, Color color, int top, int width) {
    g.setFont(font);
    g.setColor(color);
    int y = top;
    for (String line : wrap(g, text, width - 2 * MARGIN)) {
      y += g.getFontMetrics().getHeight();
      g.drawString(line, MARGIN, y - g.getFontMetrics().getDescent());
    }
    return y;
  }

  private static List<String> wrap(Graphics2D g, String text, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && Fonts.width(g.getFont(), longer) > width) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }
}
