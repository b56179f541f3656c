package io.github.twinstream.chart;

import java.awt.Graphics2D;

/** One pair of axes of a chart; builds its drawing anew each time, since drawing changes it. */
@FunctionalInterface
interface Panel {
  void paint(Graphics2D g, Look look, int width, int height);
}
