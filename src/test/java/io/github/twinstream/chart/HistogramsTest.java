package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.clean.Histogram;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramsTest {
  private final Histogram age =
      new Histogram("Age", new double[] {0, 50, 100}, new long[] {1200, 30}, 7);
  private final Histogram blank = new Histogram("Year", new double[] {0, 1}, new long[] {0}, 1237);

  @Test
  void saysValuesAndMissingCellsOfEachColumn() {
    Chart chart = Histograms.of(List.of(age, blank));

    assertEquals("Age: 1,230 values, 7 missing; Year: no values, 1,237 missing.", chart.alt());
    assertTrue(chart.png().length > 1000);
  }

  @Test
  void namesTheColumnWhenThereIsOne() {
    assertEquals("How Age is distributed", Histograms.of(List.of(age)).title());
  }

  @Test
  void drawsOneBinAndManyPanels() {
    Histogram one = new Histogram("Book-Rating", new double[] {5, 5}, new long[] {3}, 0);

    assertTrue(Histograms.of(List.of(one, age, age, age)).png().length > 1000);
  }

  @Test
  void saysThatThereIsNothingToDraw() {
    assertEquals("No data: no column has a value.", Histograms.of(List.of(blank)).alt());
    assertEquals("No data: no column has a value.", Histograms.of(List.of()).alt());
  }
}
