package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.twinstream.rank.ScoredRows;
import org.junit.jupiter.api.Test;

class GroupAucTest {
  // user 0: 2 rows, AUC 1; user 2: 3 rows, AUC 0; user 1: one class; user 3: a single row
  private final ScoredRows rows =
      Rows.of(
          new double[] {0.9, 0.1, 0.2, 0.8, 0.7, 0.6, 0.5, 0.4},
          new int[] {0, 0, 2, 2, 2, 1, 1, 3},
          1,
          0,
          1,
          0,
          0,
          1,
          1,
          0);

  @Test
  void weighsUsersByTheirRows() {
    Measurement m = new GroupAuc().measure(rows);

    assertEquals("gAUC", new GroupAuc().name());
    assertEquals(0.4, m.value(), 1e-12);
    assertEquals(0.5, m.chance());
    assertEquals(5, m.rows());
    assertEquals(2, m.users());
  }

  @Test
  void weighsUsersEquallyUnderItsOwnName() {
    GroupAuc equal = new GroupAuc(GroupAuc.Weighting.EQUAL);

    assertEquals("avgAUC", equal.name());
    assertEquals(0.5, equal.measure(rows).value(), 1e-12);
  }

  @Test
  void isUndefinedWhenNoUserHasBothClasses() {
    Measurement m = new GroupAuc().measure(Rows.of(new double[] {1, 2}, new int[] {0, 1}, 0, 1));

    assertEquals(Double.NaN, m.value());
    assertEquals(Double.NaN, m.chance());
    assertEquals("no user has both a positive and a negative row", m.undefined());
  }
}
