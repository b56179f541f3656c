package io.github.twinstream.chart;

import java.awt.BasicStroke;
import java.awt.Color;
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

/** The one look of all charts: colours that colour-blind readers tell apart, light grid, fonts. */
final class Look {
  static final Color INK = new Color(0x222222);
  static final Color QUIET = new Color(0x5F6368);
  static final Color GRID = new Color(0xE3E5E8);
  // Okabe and Ito, "Color Universal Design", 2008
  static final Color BLUE = new Color(0x0072B2);
  static final Color ORANGE = new Color(0xD55E00);
  static final Color GREEN = new Color(0x009E73);

  // ticks that lie exactly on an end are not drawn: ends are moved out by this share
  private static final double EDGE = 0.002;
  // no axis is longer than its panel less this
  private static final int AROUND = 60;
  // an axis takes up at least this share of its panel
  private static final double WHOLE = 0.7;
  private static final int MARKER = 8;
  private static final float[] DASHES = {6, 5};

  private Look() {}

  /** Empty axes with titles; what the titles say includes the unit. */
  static XYChart axes(int width, int height, String xTitle, String yTitle) {
    XYChart chart = new XYChart(width, height);
    chart.setXAxisTitle(xTitle);
    chart.setYAxisTitle(yTitle);
    XYStyler style = chart.getStyler();
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setAxisTicksLineVisible(false);
    style.setAxisTickMarksColor(GRID);
    style.setAxisTickMarkLength(4);
    style.setAxisTickLabelsColor(QUIET);
    style.setAxisTickLabelsFont(Fonts.plain(12));
    style.setAxisTitleFont(Fonts.plain(13));
    style.setChartFontColor(INK);
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
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendFont(Fonts.plain(12));
    style.setMarkerSize(MARKER);
    style.setLocale(Locale.ROOT);
    style.setToolTipsEnabled(false);
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

  static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color color) {
    return series(chart, name, x, y, color, new None(), new BasicStroke(2.2f));
  }

  static XYSeries dashed(XYChart chart, String name, double[] x, double[] y, Color color) {
    BasicStroke dashes =
        new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES, 0);
    return series(chart, name, x, y, color, new None(), dashes);
  }

  static XYSeries dotted(XYChart chart, String name, double[] x, double[] y, Color color) {
    return series(chart, name, x, y, color, new Circle(), new BasicStroke(2.2f));
  }

  static XYSeries dots(XYChart chart, String name, double[] x, double[] y, Color c, Marker m) {
    XYSeries series = series(chart, name, x, y, c, m, new BasicStroke(0));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    return series;
  }

  /** Bars of a histogram as one filled outline; edges are one more than counts. */
  static XYSeries bars(XYChart chart, String name, double[] edges, double[] heights, Color color) {
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
  static XYSeries area(XYChart chart, String name, double[] x, double[] y, Color color) {
    XYSeries series = series(chart, name, x, y, color, new None(), new BasicStroke(1.8f));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    series.setFillColor(transparent(color, 70));
    return series;
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

  static Color transparent(Color color, int alpha) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }

  private static XYSeries series(
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
