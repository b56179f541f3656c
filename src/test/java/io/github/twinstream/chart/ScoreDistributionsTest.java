package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScoreDistributionsTest {
  @Test
  void saysTheMeanScoreOfEachLabel() {
    Chart chart = ScoreDistributions.of(Scored.of(new double[] {0.2, 0.4, 0.8}, 0, 0, 1));

    assertEquals(
        "Histograms of the scores: mean score 0.8000 of 1 positive rows, mean score 0.3000 of 2"
            + " negative rows.",
        chart.alt());
    assertTrue(chart.png().length > 1000);
  }

  @Test
  void leavesNanScoresOutAndSaysSo() {
    Chart chart = ScoreDistributions.of(Scored.of(new double[] {0.5, Double.NaN}, 1, 0));

    assertEquals(
        "Histograms of the scores: mean score 0.5000 of 1 positive rows, no negative rows; 1"
            + " without a score.",
        chart.alt());
    assertTrue(chart.png().length > 1000);
  }

  @Test
  void saysThatThereIsNothingToDraw() {
    assertEquals(
        "No data: there are no rows with a finite score.",
        ScoreDistributions.of(Scored.of(new double[0])).alt());
  }
}
