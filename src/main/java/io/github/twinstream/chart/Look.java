package io.github.twinstream.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Circle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.None;

/**
 * The one look of all charts, light and dark: colours that colour-blind readers tell apart, a faint
 * grid, fonts.
 */
final class Look {
  /** For white paper; the hues are of Okabe and Ito, "Color Universal Design", 2008. */
  static final Look LIGHT =
      new Look(0xFFFFFF, 0x222222, 0x5F6368, 0xE3E5E8, 0x0072B2, 0xD55E00, 0x009E73);

  /** For dark screens: the same hues, lighter. */
  static final Look DARK =
      new Look(0x14171B, 0xE6E9ED, 0xA3ACB6, 0x343A42, 0x56B4E9, 0xF0883E, 0x3CC79B);

  final Color paper;
  final Color ink;
  final Color quiet;
  final Color grid;
  final Color blue;
  final Color orange;
  final Color green;

  /** The most entries of a list: a longer one is cut, and that is said. */
  static final int MOST = 40;

  // ticks that lie exactly on an end are not drawn: ends are moved out by this share
  private static final double EDGE = 0.002;
  // no axis is longer than its panel less this
  private static final int AROUND = 60;
  // an axis takes up at least this share of its panel
  private static final double WHOLE = 0.7;
  // the distance of a list's names is at least this share of the panel by names
  private static final double LIST = 0.5;
  private static final int MARKER = 8;
  // characters of a name beside an axis
  private static final int LONGEST = 40;
  private static final float[] DASHES = {6, 5};

  private Look(int paper, int ink, int quiet, int grid, int blue, int orange, int green) {
    this.paper = new Color(paper);
    this.ink = new Color(ink);
    this.quiet = new Color(quiet);
    this.grid = new Color(grid);
    this.blue = new Color(blue);
    this.orange = new Color(orange);
    this.green = new Color(green);
  }

  /** Empty axes with titles; what the titles say includes the unit. */
  XYChart axes(int width, int height, String xTitle, String yTitle) {
    XYChart chart = new XYChart(width, height);
    chart.setXAxisTitle(xTitle);
    chart.setYAxisTitle(yTitle);
    XYStyler style = chart.getStyler();
    style.setChartBackgroundColor(paper);
    style.setPlotBackgroundColor(paper);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(grid);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setAxisTicksLineVisible(false);
    style.setAxisTickMarksColor(grid);
    style.setAxisTickMarkLength(4);
    style.setAxisTickLabelsColor(quiet);
    style.setAxisTickLabelsFont(Fonts.plain(12));
    style.setAxisTitleFont(Fonts.plain(13));
    style.setChartFontColor(ink);
    style.setChartTitleVisible(false);
    style.setChartTitleBoxVisible(false);
    style.setChartTitleFont(Fonts.bold(13));
    style.setChartPadding(10);
    style.setPlotContentSize(1);
    style.setPlotMargin(4);
    style.setXAxisTickMarkSpacingHint(80);
    style.setYAxisTickMarkSpacingHint(48);
    style.setYAxisLabelAlignment(TextAlignment.Right);
    style.setLegendVisible(false);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setLegendBorderColor(paper);
    style.setLegendBackgroundColor(paper);
    style.setLegendFont(Fonts.plain(12));
    style.setLocale(Locale.ROOT);
    style.setToolTipsEnabled(false);
    style.setMarkerSize(MARKER);
    return chart;
  }

  /** Shows a panel's own title, for charts of several panels. */
  static void panelTitle(XYChart chart, String title) {
    chart.setTitle(title);
    chart.getStyler().setChartTitleVisible(true);
  }

  static void legend(XYChart chart) {
    chart.getStyler().setLegendVisible(true);
  }

  /** Sets the ends of x and as many decimals as its ticks need. */
  static void xRange(XYChart chart, double low, double high) {
    double edge = EDGE * (high - low);
    chart.getStyler().setXAxisMin(low - edge).setXAxisMax(high + edge);
    double pixels = Math.max(1, chart.getWidth() - AROUND);
    String format = format((high - low) * chart.getStyler().getXAxisTickMarkSpacingHint() / pixels);
    chart.setCustomXAxisTickLabelsFormatter(v -> label(format, v));
  }

  /** Sets the ends of y and as many decimals as its ticks need. */
  static void yRange(XYChart chart, double low, double high) {
    double edge = EDGE * (high - low);
    chart.getStyler().setYAxisMin(low - edge).setYAxisMax(high + edge);
    double pixels = Math.max(1, chart.getHeight() - AROUND);
    String format = format((high - low) * chart.getStyler().getYAxisTickMarkSpacingHint() / pixels);
    chart.setCustomYAxisTickLabelsFormatter(v -> label(format, v));
  }

  /** As {@link #xRange}, for counts: ticks lie on whole numbers only. */
  static void xWhole(XYChart chart, double low, double high) {
    int hint = (int) (WHOLE * chart.getWidth() / Math.max(1, high - low));
    XYStyler style = chart.getStyler();
    style.setXAxisTickMarkSpacingHint(Math.max(style.getXAxisTickMarkSpacingHint(), hint));
    xRange(chart, low, high);
  }

  /** From 0 to a little above the largest count; ticks lie on whole numbers only. */
  static void yCounts(XYChart chart, double largest) {
    double high = Math.max(1, largest * 1.05);
    int hint = (int) (WHOLE * chart.getHeight() / high);
    XYStyler style = chart.getStyler();
    style.setYAxisTickMarkSpacingHint(Math.max(style.getYAxisTickMarkSpacingHint(), hint));
    yRange(chart, 0, high);
  }

  XYSeries line(XYChart chart, String name, double[] x, double[] y, Color color) {
    return series(chart, name, x, y, color, new None(), new BasicStroke(2.2f));
  }

  XYSeries dashed(XYChart chart, String name, double[] x, double[] y, Color color) {
    BasicStroke dashes =
        new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES, 0);
    return series(chart, name, x, y, color, new None(), dashes);
  }

  XYSeries dotted(XYChart chart, String name, double[] x, double[] y, Color color) {
    return series(chart, name, x, y, color, new Circle(), new BasicStroke(2.2f));
  }

  XYSeries dots(XYChart chart, String name, double[] x, double[] y, Color c, Marker m) {
    XYSeries series = series(chart, name, x, y, c, m, new BasicStroke(0));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    return series;
  }

  /** Bars of a histogram as one filled outline; edges are one more than counts. */
  XYSeries bars(XYChart chart, String name, double[] edges, double[] heights, Color color) {
    double[] x = new double[4 * heights.length];
    double[] y = new double[4 * heights.length];
    for (int bin = 0; bin < heights.length; bin++) {
      double gap = (edges[bin + 1] - edges[bin]) * 0.04;
      x[4 * bin] = edges[bin] + gap;
      x[4 * bin + 1] = edges[bin] + gap;
      x[4 * bin + 2] = edges[bin + 1] - gap;
      x[4 * bin + 3] = edges[bin + 1] - gap;
      y[4 * bin + 1] = heights[bin];
      y[4 * bin + 2] = heights[bin];
    }
    XYSeries series = series(chart, name, x, y, color, new None(), new BasicStroke(0.8f));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    series.setFillColor(transparent(color, 190));
    return series;
  }

  /** A filled outline that lets what lies behind it show through. */
  XYSeries area(XYChart chart, String name, double[] x, double[] y, Color color) {
    XYSeries series = series(chart, name, x, y, color, new None(), new BasicStroke(1.8f));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    series.setFillColor(transparent(color, 70));
    return series;
  }

  /** A list instead of a y axis: one name for each whole number, the first one on top. */
  void list(XYChart chart, List<String> names) {
    int count = names.size();
    XYStyler style = chart.getStyler();
    style.setYAxisTickMarkSpacingHint((int) (LIST * chart.getHeight() / (count + 1)));
    style.setYAxisMin(-0.6).setYAxisMax(count - 0.4);
    style.setPlotGridHorizontalLinesVisible(false);
    style.setYAxisTitleVisible(false);
    style.setYAxisTickLabelsColor(ink);
    // XChart widens its steps until all labels differ, those beyond the list included
    chart.setCustomYAxisTickLabelsFormatter(
        v -> {
          int place = count - 1 - (int) Math.rint(v);
          boolean whole = Math.abs(v - Math.rint(v)) < 1e-6;
          if (!whole || place < 0 || place >= count) {
            return " ".repeat(v < 0 ? 1 : 2 + Math.max(0, v.intValue() - count));
          }
          String label = shorten(names.get(place));
          int same = 0;
          for (int before = 0; before < place; before++) {
            same += shorten(names.get(before)).equals(label) ? 1 : 0;
          }
          return label + " ".repeat(same);
        });
  }

  /** A lying bar of a list, {@code place} from the top. */
  void bar(XYChart chart, String name, double to, int place, int count, Color color) {
    double y = count - 1.0 - place;
    float thick = (float) Math.max(3, Math.min(18, 0.4 * chart.getHeight() / (count + 1)));
    BasicStroke stroke = new BasicStroke(thick, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    series(chart, name, new double[] {0, to}, new double[] {y, y}, color, new None(), stroke)
        .setShowInLegend(false);
  }

  /** Words for a list that is cut short; empty if it is not. */
  static String more(int count) {
    return count <= MOST ? "" : String.format(Locale.ROOT, "; the first %d of %,d", MOST, count);
  }

  static String shorten(String name) {
    String line = name.replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  /** As many decimals as the step needs that XChart takes where it wants at least this one. */
  private static String format(double least) {
    int power = (int) Math.floor(Math.log10(least));
    double step = least * Math.pow(10, -power) > 7.5 ? Math.pow(10, power + 1) : least;
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    return "%." + Math.min(decimals, 9) + "f";
  }

  /** Years and other numbers below 10,000 go without a separator. */
  private static String label(String format, double value) {
    String text = String.format(Locale.ROOT, format, value == 0 ? 0.0 : value);
    return Math.abs(value) < 10_000 ? text : String.format(Locale.ROOT, "%,.0f", value);
  }

  /** Between the paper and the grid: the ground of cells. */
  Color panel() {
    return new Color(
        (paper.getRed() + grid.getRed()) / 2,
        (paper.getGreen() + grid.getGreen()) / 2,
        (paper.getBlue() + grid.getBlue()) / 2);
  }

  static Color transparent(Color color, int alpha) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }

  private XYSeries series(
      XYChart chart,
      String name,
      double[] x,
      double[] y,
      Color color,
      Marker marker,
      BasicStroke stroke) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setMarker(marker);
    series.setLineStyle(stroke);
    return series;
  }
}
