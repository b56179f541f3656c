package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.DataException;
import org.junit.jupiter.api.Test;

class RocCurveTest {
  @Test
  void saysItsAreaAndThatOfRandomScores() {
    Chart chart = RocCurve.of(Scored.of(new double[] {0.1, 0.4, 0.35, 0.8}, 0, 0, 1, 1));

    assertEquals("AUC 0.7500; the diagonal of random scores has 0.5.", chart.alt());
    assertTrue(chart.png().length > 1000);
  }

  @Test
  void saysThatOneClassGivesNoCurve() {
    Chart chart = RocCurve.of(Scored.of(new double[] {0.1, 0.4}, 1, 1));

    assertEquals("No data: a ROC curve needs rows of both classes.", chart.alt());
    assertTrue(chart.png().length > 1000);
    assertEquals(chart.alt(), RocCurve.of(Scored.of(new double[0])).alt());
  }

  @Test
  void refusesNanScores() {
    assertThrows(
        DataException.class, () -> RocCurve.of(Scored.of(new double[] {Double.NaN, 1}, 0, 1)));
  }

  @Test
  void drawsAMillionRowsWithFewPoints() {
    int rows = 1_000_000;
    double[] x = new double[rows];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = i / (rows - 1.0);
      y[i] = Math.sqrt(x[i]);
    }

    double[][] thin = Curves.thin(x, y);

    assertTrue(thin[0].length < 1300, thin[0].length + " points");
    assertEquals(0, thin[0][0]);
    assertEquals(1, thin[0][thin[0].length - 1]);
  }
}
