package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.twinstream.rank.ScoredRows;
import org.junit.jupiter.api.Test;

class LogLossTest {
  private final LogLoss logLoss = new LogLoss();

  @Test
  void weighsRowsNotUsers() {
    Measurement m =
        logLoss.measure(Rows.of(new double[] {0.5, 0.5, 0.25}, new int[] {0, 0, 1}, 1, 0, 0));

    assertEquals((2 * Math.log(2) - Math.log(0.75)) / 3, m.value(), 1e-12);
    assertFalse(logLoss.higherIsBetter());
  }

  @Test
  void chanceAlwaysPredictsTheTrainingBaseRate() {
    ScoredRows rows =
        new ScoredRows(
            new double[] {0.1, 0.2},
            new float[] {1, 0},
            new double[] {1, 0},
            new int[] {0, 0},
            1,
            0.75);

    assertEquals(-(Math.log(0.75) + Math.log(0.25)) / 2, logLoss.measure(rows).chance(), 1e-12);
  }

  @Test
  void anUnknownBaseRateLeavesChanceUnknownButNotTheValue() {
    ScoredRows rows =
        new ScoredRows(
            new double[] {0.5}, new float[] {1}, new double[] {1}, new int[] {0}, 1, Double.NaN);
    Measurement m = logLoss.measure(rows);

    assertEquals(Math.log(2), m.value(), 1e-12);
    assertEquals(Double.NaN, m.chance());
  }

  @Test
  void isDefinedForOneClassAndUndefinedForNoRows() {
    assertEquals(
        Math.log(2), logLoss.measure(Rows.ofOneUser(new double[] {0.5}, 1)).value(), 1e-12);
    assertEquals("there are no rows", logLoss.measure(Rows.none()).undefined());
  }
}
