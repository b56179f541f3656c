package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.rank.ScoredRows;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The metrics of each user's labels in the order of the scores. */
class LabelMetricsTest {
  /** Ranks 1 to 5: negative, positive, negative, positive, negative. */
  private static final ScoredRows FIVE =
      Rows.ofOneUser(new double[] {0.9, 0.8, 0.7, 0.6, 0.5}, 0, 1, 0, 1, 0);

  /** Rank 1 positive, ranks 2 to 4 tied with one positive, rank 5 negative. */
  private static final ScoredRows TIED =
      Rows.ofOneUser(new double[] {0.9, 0.5, 0.5, 0.5, 0.1}, 1, 0, 1, 0, 0);

  private static final List<Metric> ALL =
      List.of(
          new RecallAt(2),
          new PrecisionAt(2),
          new HitRateAt(2),
          new ReciprocalRank(),
          new Mrr(),
          new MapAt(3),
          new MapAt(9));

  @Nested
  class Precision {
    @Test
    void isTheShareOfPositivesAmongTheBestK() {
      assertEquals(0.5, new PrecisionAt(2).measure(FIVE).value(), 1e-12);
      assertEquals(1.0 / 3, new PrecisionAt(3).measure(FIVE).value(), 1e-12);
    }

    @Test
    void dividesByTheRowsOfAShortList() {
      assertEquals(0.4, new PrecisionAt(10).measure(FIVE).value(), 1e-12);
    }

    @Test
    void countsTiedRowsWithTheirExpectation() {
      // GIVEN one place for three tied rows of which one is positive
      assertEquals((1 + 1.0 / 3) / 2, new PrecisionAt(2).measure(TIED).value(), 1e-12);
    }
  }

  @Nested
  class HitRate {
    @Test
    void is1WhenAPositiveIsAmongTheBestK() {
      assertEquals(0, new HitRateAt(1).measure(FIVE).value());
      assertEquals(1, new HitRateAt(2).measure(FIVE).value());
    }

    @Test
    void isAProbabilityWhereRowsTie() {
      // GIVEN two places for three tied rows, one positive: it is among them in 2 of 3 draws
      ScoredRows rows = Rows.ofOneUser(new double[] {0.5, 0.5, 0.5}, 0, 1, 0);

      assertEquals(2.0 / 3, new HitRateAt(2).measure(rows).value(), 1e-12);
    }
  }

  @Nested
  class FirstReciprocalRank {
    @Test
    void isOneOverTheFirstPositivesRank() {
      assertEquals(0.5, new ReciprocalRank().measure(FIVE).value(), 1e-12);
    }

    @Test
    void differsFromTheReferencesMeanOverAllPositives() {
      assertEquals((1.0 / 2 + 1.0 / 4) / 2, new Mrr().measure(FIVE).value(), 1e-9);
    }
  }

  @Nested
  class MeanAveragePrecision {
    @Test
    void sumsThePrecisionAtEachPositive() {
      // GIVEN positives at ranks 2 and 4: 1/2 and 2/4
      assertEquals(0.5, new MapAt(5).measure(FIVE).value(), 1e-12);
    }

    @Test
    void dividesByNoMoreThanK() {
      assertEquals(0.25, new MapAt(3).measure(FIVE).value(), 1e-12);
      assertEquals(0, new MapAt(1).measure(FIVE).value());
    }

    @Test
    void countsTiedRowsWithTheirExpectation() {
      // GIVEN a positive first, then one of ranks 2 to 4: (1 + (2/2 + 2/3 + 2/4) / 3) / 2
      double expected = (1 + (1 + 2.0 / 3 + 0.5) / 3) / 2;

      assertEquals(expected, new MapAt(5).measure(TIED).value(), 1e-12);
    }
  }

  @Test
  void chanceIsTheMeanOverAllOrders() {
    for (Metric metric : ALL) {
      assertEquals(
          Permutations.mean(FIVE, rows -> metric.measure(rows).value()),
          metric.measure(FIVE).chance(),
          1e-12,
          metric.name());
    }
  }

  @Test
  void tiedScoresAreTheMeanOverTheirOrders() {
    // GIVEN all rows tied THEN the value is the chance level
    ScoredRows constant = FIVE.withScores(new double[5]);
    for (Metric metric : ALL) {
      assertEquals(
          metric.measure(FIVE).chance(), metric.measure(constant).value(), 1e-12, metric.name());
    }
  }

  @Test
  void theCeilingIsTheValueOfThePositivesFirst() {
    ScoredRows best = FIVE.withScores(new double[] {0, 1, 0, 1, 0});
    for (Metric metric : ALL) {
      assertEquals(
          metric.measure(FIVE).ceiling(), metric.measure(best).value(), 1e-12, metric.name());
    }
    assertEquals(0.5, new RecallAt(1).measure(FIVE).ceiling(), 1e-12);
  }

  @Test
  void usersWithoutPositivesAreLeftOutButInTheReferencesMrr() {
    ScoredRows rows =
        Rows.of(new double[] {0.9, 0.1, 0.5, 0.4}, new int[] {0, 0, 1, 1}, 1, 0, 0, 0);
    for (Metric metric : ALL) {
      int users = metric instanceof Mrr ? 2 : 1;
      assertEquals(users, metric.measure(rows).users(), metric.name());
    }
  }

  @Test
  void noPositivesOneRowAndNoRowsAreDefined() {
    ScoredRows none = Rows.ofOneUser(new double[] {0.9, 0.1}, 0, 0);
    ScoredRows one = Rows.ofOneUser(new double[] {0.9}, 1);
    for (Metric metric : ALL) {
      if (!(metric instanceof Mrr)) {
        assertEquals("no user has a positive row", metric.measure(none).undefined());
        assertEquals(Double.NaN, metric.measure(none).value(), metric.name());
      }
      assertEquals(1, metric.measure(one).value(), 1e-9, metric.name());
      assertEquals("there are no rows", metric.measure(Rows.none()).undefined(), metric.name());
    }
  }

  @Test
  void refuseNanScores() {
    ScoredRows rows = Rows.ofOneUser(new double[] {Double.NaN, 0.1}, 0, 1);
    for (Metric metric : ALL) {
      assertThrows(DataException.class, () -> metric.measure(rows), metric.name());
    }
  }

  @Test
  void refuseACutOffBelow1() {
    assertEquals(
        "the cut-off of Precision@k is 0: it must be at least 1",
        assertThrows(ConfigException.class, () -> new PrecisionAt(0)).getMessage());
    assertThrows(ConfigException.class, () -> new HitRateAt(0));
    assertThrows(ConfigException.class, () -> new MapAt(-1));
  }
}
