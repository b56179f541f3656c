package io.github.twinstream.chart;

import io.github.twinstream.explain.FieldGates;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which columns each of FinalMLP's two gates lets through: a heat map around 1, as it is. */
public final class GateMap {
  private static final String TITLE = "Gates by column";
  private static final int ROW = 40;
  private static final int LEFT = 24;
  private static final int RIGHT = 130;
  private static final int TOP = 44;
  private static final int SHADES = 41;

  private GateMap() {}

  /** Draws the mean gate of each column and stream, and its spread over dimensions. */
  public static Chart of(FieldGates gates) {
    if (gates.columns().isEmpty()) {
      return Chart.empty(TITLE, "there are no columns");
    }
    List<String> said = new ArrayList<>();
    double reach = 0.05;
    for (FieldGates.Column column : gates.columns()) {
      said.add(
          String.format(
              Locale.ROOT,
              "%s %.3f and %.3f",
              column.column(),
              column.mean()[0],
              column.mean()[1]));
      for (double mean : column.mean()) {
        reach = Math.max(reach, Double.isFinite(mean) ? Math.abs(mean - 1) : 0);
      }
    }
    double span = Math.min(1, Math.ceil(reach * 20) / 20);
    return Chart.of(
            TITLE,
            String.format(
                    Locale.ROOT,
                    "mean ± spread over dimensions, %,d rows; 1: as it is, above: opened, below:"
                        + " shut",
                    gates.rows())
                + Look.more(gates.columns().size()),
            "Mean gates of "
                + String.join(" and ", gates.streams())
                + ": "
                + String.join("; ", said)
                + ".",
            1,
            List.of((g, look, w, h) -> paint(g, look, w, h, gates, span)))
        .tall(76 + TOP + 20 + ROW * Math.min(Look.MOST, gates.columns().size()));
  }

  private static void paint(
      Graphics2D g, Look look, int width, int height, FieldGates gates, double span) {
    List<FieldGates.Column> columns =
        gates.columns().subList(0, Math.min(Look.MOST, gates.columns().size()));
    g.setFont(Fonts.plain(12));
    double names =
        columns.stream()
            .mapToDouble(c -> Fonts.width(g.getFont(), Look.shorten(c.column())))
            .max()
            .orElse(0);
    double left = LEFT + names + 10;
    double cell = (width - RIGHT - left) / 2;
    double row = Math.min(ROW, (height - TOP - 10.0) / columns.size());
    for (int s = 0; s < 2; s++) {
      g.setColor(look.ink);
      centred(g, "stream " + gates.streams().get(s), left + (s + 0.5) * cell, TOP - 16);
    }
    for (int c = 0; c < columns.size(); c++) {
      FieldGates.Column column = columns.get(c);
      double y = TOP + c * row;
      String name = Look.shorten(column.column());
      g.setFont(Fonts.plain(12));
      g.setColor(look.ink);
      g.drawString(
          name, (float) (left - 10 - Fonts.width(g.getFont(), name)), (float) (y + row / 2 + 4));
      for (int s = 0; s < 2; s++) {
        double mean = column.mean()[s];
        g.setColor(Double.isFinite(mean) ? shade(look, (mean - 1) / span) : look.grid);
        g.fill(new Rectangle2D.Double(left + s * cell + 1, y + 1, cell - 2, row - 2));
        g.setColor(look.ink);
        String words =
            Double.isFinite(mean)
                ? String.format(Locale.ROOT, "%.3f ± %.3f", mean, column.overDimensions()[s])
                : "undefined";
        centred(g, words, left + (s + 0.5) * cell, y + row / 2 + 4);
      }
    }
    scale(g, look, width - RIGHT + 26.0, TOP, Math.max(ROW, columns.size() * row), span);
  }

  private static void scale(
      Graphics2D g, Look look, double x, double y, double height, double span) {
    double step = height / SHADES;
    for (int i = 0; i < SHADES; i++) {
      g.setColor(shade(look, 1 - 2.0 * i / (SHADES - 1)));
      g.fill(new Rectangle2D.Double(x, y + i * step, 16, step + 0.5));
    }
    g.setColor(look.quiet);
    g.setFont(Fonts.plain(12));
    for (int end = 0; end <= 2; end++) {
      String label = String.format(Locale.ROOT, "%.2f", 1 + span * (1 - end));
      g.drawString(label, (float) (x + 24), (float) (y + end * (height - 9) / 2 + 9));
    }
  }

  private static void centred(Graphics2D g, String words, double x, double y) {
    g.drawString(words, (float) (x - Fonts.width(g.getFont(), words) / 2), (float) y);
  }

  /** From orange at -1 over the grid's colour at 0 to blue at 1, pale enough for words on it. */
  private static Color shade(Look look, double position) {
    Color end = position < 0 ? look.orange : look.blue;
    double share = 0.6 * Math.min(1, Math.abs(position));
    return new Color(
        mix(look.panel().getRed(), end.getRed(), share),
        mix(look.panel().getGreen(), end.getGreen(), share),
        mix(look.panel().getBlue(), end.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }
}
