package io.github.twinstream.chart;

import io.github.twinstream.explain.FieldGates;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Which columns each of FinalMLP's two gates lets through: a heat map around 1, as it is. */
public final class GateMap {
  private static final String TITLE = "Gates by column";

  private GateMap() {}

  /** Draws the mean gate of each column and stream. */
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
                "mean over %,d rows; 1: as it is, above: opened, below: shut",
                gates.rows()),
            "Mean gates of "
                + String.join(" and ", gates.streams())
                + ": "
                + String.join("; ", said)
                + ".",
            1,
            List.of((look, w, h) -> draw(look, w, h, gates, span)))
        .tall(150 + 46 * gates.columns().size());
  }

  private static HeatMapChart draw(
      Look look, int width, int height, FieldGates gates, double span) {
    HeatMapChart chart = new HeatMapChart(width, height);
    HeatMapStyler style = chart.getStyler();
    look.dress(style);
    style.setLegendVisible(true);
    style.setLegendPosition(LegendPosition.OutsideE);
    style.setGradientColorColumnHeight(Math.max(60, height - 130));
    style.setGradientColorColumnWeight(14);
    style.setShowValue(true);
    style.setDrawBorder(true);
    style.setValueFont(Fonts.plain(13));
    style.setValueFontColor(look.ink);
    style.setHeatMapDecimalValueFormatter(v -> String.format(Locale.ROOT, "%.3f", v));
    style.setMin(1 - span);
    style.setMax(1 + span);
    style.setRangeColors(new Color[] {look.mixed(look.orange), look.paper, look.mixed(look.blue)});
    style.setPlotGridLinesVisible(false);
    chart.setXAxisTitle("stream");
    List<String> columns = new ArrayList<>();
    List<Number[]> cells = new ArrayList<>();
    int count = gates.columns().size();
    for (int c = 0; c < count; c++) {
      FieldGates.Column column = gates.columns().get(count - 1 - c);
      columns.add(Look.shorten(column.column()));
      for (int s = 0; s < 2; s++) {
        if (Double.isFinite(column.mean()[s])) {
          cells.add(new Number[] {s, c, column.mean()[s]});
        }
      }
    }
    chart.addSeries("gate", gates.streams(), columns, cells);
    return chart;
  }
}
