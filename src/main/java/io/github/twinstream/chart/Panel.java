package io.github.twinstream.chart;

import org.knowm.xchart.XYChart;

/** One pair of axes of a chart; builds its drawing anew each time, since drawing changes it. */
@FunctionalInterface
interface Panel {
  XYChart draw(int width, int height);
}
