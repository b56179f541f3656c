package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PrecisionRecallTest {
  @Test
  void saysTheAveragePrecisionAndThatOfRandomScores() {
    // GIVEN positives at ranks 1 and 3: (1/1 + 2/3) / 2
    Chart chart = PrecisionRecall.of(Scored.of(new double[] {0.9, 0.8, 0.7, 0.1}, 1, 0, 1, 0));

    assertEquals("The curve has average precision 0.8333; random scores: 0.5000.", chart.alt());
    assertTrue(chart.png().length > 1000);
  }

  @Test
  void takesTiedScoresAtOnce() {
    Chart chart = PrecisionRecall.of(Scored.of(new double[] {0.5, 0.5, 0.5, 0.5}, 1, 0, 1, 0));

    assertTrue(chart.alt().contains("average precision 0.5000"), chart.alt());
  }

  @Test
  void saysThatOneClassGivesNoCurve() {
    assertEquals(
        "No data: a precision–recall curve needs rows of both classes.",
        PrecisionRecall.of(Scored.of(new double[] {0.9}, 1)).alt());
  }
}
