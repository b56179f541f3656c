package io.github.twinstream.chart;

/** One pair of axes of a chart; builds its drawing anew each time, since drawing changes it. */
@FunctionalInterface
interface Panel {
  org.knowm.xchart.internal.chartpart.Chart<?, ?> draw(Look look, int width, int height);
}
