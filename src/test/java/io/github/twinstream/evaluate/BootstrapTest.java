package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.rank.ScoredRows;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void theSameSeedGivesTheSameIntervalsAndAnotherSeedOthers() {
    ScoredRows rows = Rows.random(400, 50, 1);
    List<Measurement> measured = List.of(new Auc().measure(rows), new Ndcg().measure(rows));

    assertEquals(
        Bootstrap.seeded(7).intervals(rows, measured),
        Bootstrap.seeded(7).intervals(rows, measured));
    assertNotEquals(
        Bootstrap.seeded(7).intervals(rows, measured),
        Bootstrap.seeded(8).intervals(rows, measured));
  }

  @Test
  void theIntervalOfAMeanHasTheWidthOfItsStandardError() {
    // GIVEN 100 users of two rows, half of them with a perfect order
    int users = 100;
    double[] score = new double[2 * users];
    int[] group = new int[2 * users];
    int[] label = new int[2 * users];
    for (int u = 0; u < users; u++) {
      group[2 * u] = u;
      group[2 * u + 1] = u;
      label[2 * u] = 1;
      score[2 * u] = u % 2;
      score[2 * u + 1] = 0.5;
    }
    ScoredRows rows = Rows.of(score, group, label);

    Bootstrap.Interval interval =
        new Bootstrap(4000, 0.95, 3).intervals(rows, List.of(new RecallAt(1).measure(rows))).get(0);

    // THEN it is 0.5 ± 1.96 · √(0.25 / 100)
    assertEquals(0.402, interval.low(), 0.012);
    assertEquals(0.598, interval.high(), 0.012);
  }

  @Test
  void thereIsNoIntervalForOneUserNorForAnUndefinedValue() {
    ScoredRows rows = Rows.of(new double[] {0.9, 0.1, 0.3}, new int[] {0, 0, 1}, 1, 0, 0);

    List<Bootstrap.Interval> intervals =
        Bootstrap.seeded(1)
            .intervals(
                rows,
                List.of(
                    new GroupAuc().measure(rows),
                    new Auc().measure(Rows.ofOneUser(new double[] {1, 2}, 1, 1))));

    assertEquals(List.of(Bootstrap.Interval.NONE, Bootstrap.Interval.NONE), intervals);
  }

  @Test
  void resamplesThatLeaveAValueUndefinedAreLeftOut() {
    // GIVEN two users of one class each: half of the resamples have no pair
    ScoredRows rows = Rows.of(new double[] {0.9, 0.1}, new int[] {0, 1}, 1, 0);

    Bootstrap.Interval interval =
        Bootstrap.seeded(1).intervals(rows, List.of(new Auc().measure(rows))).get(0);

    assertEquals(new Bootstrap.Interval(1, 1), interval);
  }

  @Test
  void aGroupWithoutRowsIsNeverDrawn() {
    ScoredRows few = Rows.random(60, 10, 2);
    ScoredRows padded =
        new ScoredRows(few.score(), few.label(), few.relevance(), few.group(), 1000, 0.5);

    assertArrayEquals(
        Bootstrap.seeded(5).draw(few, List.of(new LogLoss().measure(few)))[0],
        Bootstrap.seeded(5).draw(padded, List.of(new LogLoss().measure(padded)))[0],
        1e-12);
  }

  @Test
  void stopsWhenInterrupted() {
    ScoredRows rows = Rows.random(60, 10, 2);
    List<Measurement> measured = List.of(new Auc().measure(rows));
    Thread.currentThread().interrupt();
    try {
      CancellationException e =
          assertThrows(
              CancellationException.class, () -> Bootstrap.seeded(1).intervals(rows, measured));
      assertEquals("the bootstrap was interrupted", e.getMessage());
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void refusesImpossibleNumbers() {
    assertEquals(
        "resamples is -1: it must be at least 0",
        assertThrows(ConfigException.class, () -> new Bootstrap(-1, 0.95, 0)).getMessage());
    assertEquals(
        "level is 95.0: it must be between 0 and 1",
        assertThrows(ConfigException.class, () -> new Bootstrap(1, 95, 0)).getMessage());
  }
}
