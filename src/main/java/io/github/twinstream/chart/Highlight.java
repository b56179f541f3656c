package io.github.twinstream.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import org.knowm.xchart.style.markers.Marker;

/** A large diamond with a rim of the paper's colour, for the one point that matters. */
final class Highlight extends Marker {
  private static final double SCALE = 0.95;

  private final Color rim;

  Highlight(Color rim) {
    this.rim = rim;
  }

  @Override
  public void paint(Graphics2D g, double x, double y, int markerSize) {
    double half = markerSize * SCALE;
    Path2D diamond = new Path2D.Double();
    diamond.moveTo(x - half, y);
    diamond.lineTo(x, y - half);
    diamond.lineTo(x + half, y);
    diamond.lineTo(x, y + half);
    diamond.closePath();
    Color color = g.getColor();
    g.fill(diamond);
    g.setStroke(new BasicStroke(1.5f));
    g.setColor(rim);
    g.draw(diamond);
    g.setColor(color);
  }
}
