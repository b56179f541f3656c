package io.github.twinstream.chart;

/** Equally wide bins. */
final class Bins {
  private Bins() {}

  /** Edges of bins from low to high; a single value gets bins of width 1 around it. */
  static double[] edges(double low, double high, int bins) {
    double from = low < high ? low : low - 0.5;
    double to = low < high ? high : low + 0.5;
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = from + (to - from) * i / bins;
    }
    return edges;
  }

  /** The bin of a value within the edges. */
  static int of(double value, double[] edges) {
    int bins = edges.length - 1;
    double share = (value - edges[0]) / (edges[bins] - edges[0]);
    return Math.max(0, Math.min(bins - 1, (int) (share * bins)));
  }

  /** The outline of touching bars, from the first edge to the last: {x, y}. */
  static double[][] outline(double[] edges, double[] heights) {
    double[][] line = new double[2][2 * heights.length + 2];
    line[0][0] = edges[0];
    for (int b = 0; b < heights.length; b++) {
      line[0][2 * b + 1] = edges[b];
      line[0][2 * b + 2] = edges[b + 1];
      line[1][2 * b + 1] = heights[b];
      line[1][2 * b + 2] = heights[b];
    }
    line[0][2 * heights.length + 1] = edges[heights.length];
    return line;
  }
}
