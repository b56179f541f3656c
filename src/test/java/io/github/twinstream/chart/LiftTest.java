package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.DataException;
import org.junit.jupiter.api.Test;

class LiftTest {
  /** Ten rows, two positives: the best one is a positive, so its tenth holds five times as many. */
  @Test
  void saysTheLiftOfTheBestTenth() {
    Chart chart =
        Lift.of(
            Scored.of(new double[] {10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0));

    assertTrue(chart.alt().contains("holds 5.00 times the positives"), chart.alt());
    assertTrue(chart.png().length > 1000);
  }

  @Test
  void saysThatItNeedsPositives() {
    assertEquals(
        "No data: lift needs positive rows.", Lift.of(Scored.of(new double[] {1, 2}, 0, 0)).alt());
    assertEquals("No data: lift needs positive rows.", Lift.of(Scored.of(new double[0])).alt());
  }

  @Test
  void refusesNaN() {
    assertThrows(DataException.class, () -> Lift.of(Scored.of(new double[] {Double.NaN, 2}, 0, 1)));
  }

  @Test
  void isThinForManyRows() {
    assertTrue(Lift.of(Scored.random(50_000, 3)).svg().length() < 200_000);
  }
}
