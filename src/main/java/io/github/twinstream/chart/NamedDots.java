package io.github.twinstream.chart;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/**
 * Writes a name beside each dot, right, left, above or below of it, wherever it touches neither
 * another dot nor another name; otherwise not at all. XChart paints a series' markers in the order
 * of its points: first those of {@link #places()}, then these.
 */
final class NamedDots extends Marker {
  private static final int GAP = 3;
  private static final int REACH = 58;

  private final List<String> names;
  private final Color ink;
  private final List<Rectangle2D> taken = new ArrayList<>();
  private double left = Double.MAX_VALUE;
  private double right = -Double.MAX_VALUE;
  private int next;

  NamedDots(List<String> names, Color ink) {
    this.names = names;
    this.ink = ink;
  }

  /** The dots themselves; they tell where names may not go. */
  Marker places() {
    return new Marker() {
      @Override
      public void paint(Graphics2D g, double x, double y, int size) {
        g.fill(new Ellipse2D.Double(x - size / 2.0, y - size / 2.0, size, size));
        taken.add(new Rectangle2D.Double(x - size / 2.0, y - size / 2.0, size, size));
        left = Math.min(left, x);
        right = Math.max(right, x);
      }
    };
  }

  @Override
  public void paint(Graphics2D g, double x, double y, int size) {
    String name = names.get(next++);
    g.setFont(Fonts.plain(11));
    FontMetrics metrics = g.getFontMetrics();
    double w = Fonts.width(g.getFont(), name);
    double h = metrics.getAscent();
    double half = size / 2.0 + GAP;
    Rectangle2D[] wishes = {
      new Rectangle2D.Double(x + half, y - h / 2, w, h),
      new Rectangle2D.Double(x - half - w, y - h / 2, w, h),
      new Rectangle2D.Double(x - w / 2, y - half - h, w, h),
      new Rectangle2D.Double(x - w / 2, y + half, w, h)
    };
    for (Rectangle2D wish : wishes) {
      boolean inside = wish.getMinX() > left - REACH && wish.getMaxX() < right + REACH;
      if (inside && taken.stream().noneMatch(wish::intersects)) {
        Color before = g.getColor();
        g.setColor(ink);
        g.drawString(
            name, (float) wish.getX(), (float) (wish.getMaxY() - metrics.getDescent() / 2.0));
        g.setColor(before);
        taken.add(wish);
        return;
      }
    }
  }
}
