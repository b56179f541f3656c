package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.twinstream.rank.ScoredRows;
import org.junit.jupiter.api.Test;

class MrrTest {
  private final Mrr mrr = new Mrr();

  @Test
  void averagesTheReciprocalRanksOfAllPositives() {
    // GIVEN positives at ranks 1 and 3
    Measurement m = mrr.measure(Rows.ofOneUser(new double[] {0.9, 0.5, 0.1}, 1, 0, 1));

    assertEquals("MRR(all)", mrr.name());
    assertEquals((1 + 1.0 / 3) / 2, m.value(), 1e-11);
  }

  @Test
  void countsUsersWithoutPositivesAs0() {
    Measurement m = mrr.measure(Rows.of(new double[] {0.9, 0.8}, new int[] {0, 1}, 1, 0));

    assertEquals(0.5, m.value(), 1e-11);
  }

  @Test
  void countsATiedPositiveByItsExpectation() {
    Measurement m = mrr.measure(Rows.ofOneUser(new double[] {0.5, 0.5}, 1, 0));

    assertEquals(0.75, m.value(), 1e-11);
  }

  @Test
  void chanceEqualsTheMeanOverAllOrders() {
    ScoredRows rows = Rows.ofOneUser(new double[] {1, 2, 3, 4}, 1, 0, 1, 0);

    assertEquals(
        Permutations.mean(rows, r -> mrr.measure(r).value()), mrr.measure(rows).chance(), 1e-12);
  }

  @Test
  void noRowsAreUndefined() {
    assertEquals("there are no rows", mrr.measure(Rows.none()).undefined());
  }
}
