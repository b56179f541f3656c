package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.rank.ScoredRows;
import org.junit.jupiter.api.Test;

class RecallAtTest {
  @Test
  void isTheShareOfPositivesAmongTheBestK() {
    Measurement m =
        new RecallAt(2).measure(Rows.ofOneUser(new double[] {0.9, 0.8, 0.2, 0.1}, 1, 0, 1, 1));

    assertEquals("Recall@2", new RecallAt(2).name());
    assertEquals(1.0 / 3, m.value(), 1e-12);
    assertEquals(0.5, m.chance(), 1e-12);
  }

  @Test
  void averagesOverUsersWithAPositive() {
    // GIVEN user 0 hit, user 1 missed, user 2 without positives
    ScoredRows rows =
        Rows.of(new double[] {0.9, 0.1, 0.9, 0.1, 0.5}, new int[] {0, 0, 1, 1, 2}, 1, 0, 0, 1, 0);
    Measurement m = new RecallAt(1).measure(rows);

    assertEquals(0.5, m.value(), 1e-12);
    assertEquals(2, m.users());
    assertEquals(4, m.rows());
  }

  @Test
  void takesTheExpectationWhenRowsTieAcrossTheCutOff() {
    // GIVEN one place left for three tied rows, one of them positive
    Measurement m =
        new RecallAt(2).measure(Rows.ofOneUser(new double[] {0.9, 0.5, 0.5, 0.5}, 0, 1, 0, 0));

    assertEquals(1.0 / 3, m.value(), 1e-12);
  }

  @Test
  void chanceEqualsTheMeanOverAllOrdersAndIs1ForShortLists() {
    ScoredRows rows = Rows.ofOneUser(new double[] {1, 2, 3, 4}, 1, 0, 1, 0);
    RecallAt recall = new RecallAt(3);

    assertEquals(
        Permutations.mean(rows, r -> recall.measure(r).value()),
        recall.measure(rows).chance(),
        1e-12);
    assertEquals(1, new RecallAt(9).measure(rows).chance());
  }

  @Test
  void isUndefinedWithoutPositives() {
    Measurement m = new RecallAt(1).measure(Rows.ofOneUser(new double[] {0.9, 0.1}, 0, 0));

    assertEquals(Double.NaN, m.value());
    assertEquals("no user has a positive row", m.undefined());
  }

  @Test
  void refusesACutOffBelow1() {
    ConfigException e = assertThrows(ConfigException.class, () -> new RecallAt(0));

    assertEquals("the cut-off of Recall@k is 0: it must be at least 1", e.getMessage());
  }
}
