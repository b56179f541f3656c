package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.rank.ScoredRows;
import org.junit.jupiter.api.Test;

class NdcgExponentialTest {
  private static final double LOG3 = Math.log(3) / Math.log(2);

  @Test
  void readsTheLabelsAndDividesByTheBestOrder() {
    Measurement m = new NdcgExponential(5).measure(Rows.ofOneUser(new double[] {0.9, 0.1}, 0, 1));

    assertEquals("NDCG(k=5)", new NdcgExponential(5).name());
    assertEquals(1 / LOG3, m.value(), 1e-11);
  }

  @Test
  void countsAUserWithoutPositivesAs0AndOneWithASingleRow() {
    Measurement m =
        new NdcgExponential(3)
            .measure(Rows.of(new double[] {0.9, 0.8, 0.7}, new int[] {0, 1, 1}, 1, 0, 0));

    assertEquals(0.5, m.value(), 1e-11);
    assertEquals(2, m.users());
  }

  @Test
  void chanceEqualsTheMeanOverAllOrders() {
    ScoredRows rows = Rows.ofOneUser(new double[] {1, 2, 3, 4, 5}, 1, 0, 0, 1, 0);
    NdcgExponential ndcg = new NdcgExponential(3);

    assertEquals(
        Permutations.mean(rows, r -> ndcg.measure(r).value()), ndcg.measure(rows).chance(), 1e-12);
  }

  @Test
  void sharesGainsAmongTies() {
    ScoredRows tied = Rows.ofOneUser(new double[] {1, 1, 1}, 1, 0, 0);
    NdcgExponential ndcg = new NdcgExponential(2);

    assertEquals(ndcg.measure(tied).chance(), ndcg.measure(tied).value(), 1e-12);
  }

  @Test
  void refusesACutOffBelow1() {
    ConfigException e = assertThrows(ConfigException.class, () -> new NdcgExponential(-1));

    assertEquals("the cut-off of NDCG(k) is -1: it must be at least 1", e.getMessage());
  }
}
