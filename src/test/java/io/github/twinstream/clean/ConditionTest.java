package io.github.twinstream.clean;

import static io.github.twinstream.testing.SmallTables.doubles;
import static io.github.twinstream.testing.SmallTables.ints;
import static io.github.twinstream.testing.SmallTables.table;
import static io.github.twinstream.testing.SmallTables.texts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.ConfigException;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private static void assertHolds(Condition condition, String words, boolean... expected) {
    assertArrayEquals(expected, condition.holds(table(ints("x", 1, 2, 3, null)), "x"), words);
    assertEquals(words, condition.toString());
  }

  @Test
  void numbers_are_compared_and_missing_is_never_true() {
    assertHolds(Condition.above(2), "above 2", false, false, true, false);
    assertHolds(Condition.atLeast(2), "at least 2", false, true, true, false);
    assertHolds(Condition.below(2), "below 2", true, false, false, false);
    assertHolds(Condition.atMost(2), "at most 2", true, true, false, false);
    assertHolds(Condition.between(1.5, 3), "between 1.5 and 3", false, true, true, false);
    assertHolds(Condition.equalTo(2), "equal to '2'", false, true, false, false);
    assertHolds(Condition.oneOf(1, 3), "one of '1', '3'", true, false, true, false);
  }

  @Test
  void texts_are_compared_as_tokens() {
    assertArrayEquals(
        new boolean[] {true, false, false},
        Condition.equalTo("usa").holds(table(texts("c", "usa", "peru", null)), "c"));
    assertArrayEquals(
        new boolean[] {true, false},
        Condition.oneOf("2001", "x").holds(table(doubles("y", 2001, 2002)), "y"));
  }

  @Test
  void are_equal_by_what_they_say() {
    assertEquals(Condition.above(7), Condition.above(7.0));
    assertEquals(Condition.equalTo(5), Condition.equalTo("5"));
  }

  @Test
  void nonsense_is_refused() {
    assertEquals(
        "above is NaN: it must be a number",
        assertThrows(ConfigException.class, () -> Condition.above(Double.NaN)).getMessage());
    assertEquals(
        "between(2.0, 1.0): the first bound must be at most the second",
        assertThrows(ConfigException.class, () -> Condition.between(2, 1)).getMessage());
    assertEquals(
        "oneOf() names no value: give at least one",
        assertThrows(ConfigException.class, () -> Condition.oneOf(new String[0])).getMessage());
  }
}
