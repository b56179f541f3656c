package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.rank.ScoredRows;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NdcgTest {
  private static final double LOG3 = Math.log(3) / Math.log(2);

  @Nested
  class Value {
    @Test
    void isTheDiscountedRatingsOverTheBestOrders() {
      // GIVEN ratings 4 and 8, the 4 ranked first
      ScoredRows rows = user(new double[] {0.9, 0.1}, 4, 8);

      double expected = (4 + 8 / LOG3) / (8 + 4 / LOG3);
      assertEquals(expected, new Ndcg().measure(rows).value(), 1e-12);
    }

    @Test
    void reproducesTheArticlesUser1113() {
      ScoredRows rows = user(new double[] {0.744852, 0.716684, 0.443044, 0.539466}, 9, 6, 5, 8);

      assertEquals(0.98636207, new Ndcg().measure(rows).value(), 5e-9);
    }

    @Test
    void sharesTheMeanGainAmongTiedScores() {
      ScoredRows rows = user(new double[] {0.5, 0.5}, 4, 8);

      assertEquals((6 + 6 / LOG3) / (8 + 4 / LOG3), new Ndcg().measure(rows).value(), 1e-12);
    }

    @Test
    void countsOnlyRanksUpToTheCutOff() {
      ScoredRows rows = user(new double[] {0.9, 0.1}, 4, 8);

      assertEquals("nDCG@1", new Ndcg(1).name());
      assertEquals(0.5, new Ndcg(1).measure(rows).value(), 1e-12);
    }

    @Test
    void isThePlainMeanOverUsersWithTwoRowsOrMore() {
      // GIVEN user 0 perfect, user 1 reversed, user 2 with a single row
      ScoredRows rows =
          Rows.graded(
              new double[] {0.9, 0.1, 0.9, 0.1, 0.5},
              new int[] {0, 0, 1, 1, 2},
              new int[5],
              new double[] {8, 4, 4, 8, 1});
      PerUser m = new Ndcg().measure(rows);

      assertEquals((1 + (4 + 8 / LOG3) / (8 + 4 / LOG3)) / 2, m.value(), 1e-12);
      assertEquals(2, m.users());
      assertEquals(4, m.rows());
      assertEquals(Double.NaN, m.values()[2]);
    }

    @Test
    void countsAUserWithoutRelevanceAs0() {
      PerUser m = new Ndcg().measure(user(new double[] {0.1, 0.2}, 0, 0));

      assertEquals(0, m.value());
      assertEquals(0, m.chance());
    }

    @Test
    void isUndefinedWithoutAUserOfTwoRows() {
      Measurement m = new Ndcg().measure(user(new double[] {0.1}, 5));

      assertEquals(Double.NaN, m.value());
      assertEquals(Double.NaN, m.chance());
      assertEquals("no user has two rows or more", m.undefined());
      assertEquals("there are no rows", new Ndcg().measure(Rows.none()).undefined());
    }

    @Test
    void refusesNegativeAndMissingRelevance() {
      DataException e =
          assertThrows(
              DataException.class, () -> new Ndcg().measure(user(new double[] {1, 2}, 3, -1)));

      assertEquals(
          "the relevance of row 1 is -1.0: nDCG needs finite numbers of at least 0",
          e.getMessage());
      assertThrows(
          DataException.class, () -> new Ndcg().measure(user(new double[] {1, 2}, 3, Double.NaN)));
    }
  }

  @Nested
  class Chance {
    @Test
    void equalsTheMeanOverAllOrders() {
      ScoredRows rows = user(new double[] {1, 2, 3, 4, 5}, 7, 1, 10, 4, 7);
      for (int k : new int[] {1, 3, 5, Ndcg.ALL}) {
        Ndcg ndcg = new Ndcg(k);

        assertEquals(
            Permutations.mean(rows, r -> ndcg.measure(r).value()),
            ndcg.measure(rows).chance(),
            1e-12,
            ndcg.name());
      }
    }

    @Test
    void equalsTheValueOfOneConstantScore() {
      PerUser m = new Ndcg().measure(user(new double[] {0.5, 0.5, 0.5}, 9, 2, 5));

      assertEquals(m.chance(), m.value(), 1e-12);
    }

    @Test
    void isSaidInTheNoteWithTheReason() {
      assertEquals(
          "nDCG is high by chance where users have few rows, or rows of much the same relevance:"
              + " most orders of them are good. Random scores reach 0.9577 on these rows: read the"
              + " distance to that, not the value.",
          new Ndcg().note(0.95773));
    }
  }

  @Test
  void refusesACutOffBelow1() {
    ConfigException e = assertThrows(ConfigException.class, () -> new Ndcg(0));

    assertEquals("the cut-off of nDCG is 0: it must be at least 1", e.getMessage());
  }

  private static ScoredRows user(double[] score, double... relevance) {
    return Rows.graded(score, new int[score.length], new int[score.length], relevance);
  }
}
