package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.DataException;
import io.github.twinstream.evaluate.CalibrationError;
import io.github.twinstream.rank.ScoredRows;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void saysTheExpectedCalibrationError() {
    // GIVEN four rows of 0.25 with one positive and four of 0.75 with four: errors 0 and 0.25
    Chart chart =
        Calibration.of(
            Scored.of(
                new double[] {0.25, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 0.75},
                0,
                1,
                0,
                0,
                1,
                1,
                1,
                1));

    assertEquals(
        "Predicted probability against the share of positives: expected calibration error 0.1250"
            + " over 10 bins, 2 of which have rows.",
        chart.alt());
    assertTrue(chart.png().length > 1000);
  }

  @Test
  void saysTheNumberThatTheMetricGives() {
    ScoredRows rows = Scored.random(1003, 1);
    String error =
        String.format(Locale.ROOT, "error %.4f", new CalibrationError().measure(rows).value());

    assertTrue(Calibration.of(rows).alt().contains(error), Calibration.of(rows).alt());
  }

  @Test
  void saysThatThereAreNoRows() {
    assertEquals("No data: there are no rows.", Calibration.of(Scored.of(new double[0])).alt());
  }

  @Test
  void refusesWhatIsNoProbability() {
    DataException e =
        assertThrows(
            DataException.class, () -> Calibration.of(Scored.of(new double[] {0.5, -2}, 1, 0)));

    assertEquals(
        "the score of row 1 is -2.0: a reliability curve needs probabilities from 0 to 1; put the"
            + " model's logits through a sigmoid",
        e.getMessage());
  }
}
