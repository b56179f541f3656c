package io.github.twinstream.table;

import static io.github.twinstream.testing.SmallTables.doubles;
import static io.github.twinstream.testing.SmallTables.ints;
import static io.github.twinstream.testing.SmallTables.texts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TokensTest {
  @Test
  void whole_numbers_are_the_same_token_in_every_type() {
    assertArrayEquals(new String[] {"2001", null}, Tokens.of(ints("a", 2001, null)));
    assertArrayEquals(new String[] {"2001", null}, Tokens.of(doubles("a", 2001, Double.NaN)));
    assertArrayEquals(new String[] {"2001", null}, Tokens.of(texts("a", "2001", null)));
  }

  @Test
  void fractions_and_huge_numbers_print_as_java_prints_them() {
    assertEquals("0.1", Tokens.number(0.1));
    assertEquals("1.0E16", Tokens.number(1e16));
    assertEquals("-3", Tokens.number(-3.0));
  }

  @Test
  void a_column_is_shown_with_equally_many_digits() {
    assertArrayEquals(
        new String[] {"0.7480", "0.9941", "1.0000", null},
        Tokens.shown(doubles("a", 0.748, 0.9941, 1.0, Double.NaN)));
    assertArrayEquals(
        new String[] {"0.8156", "1.0E-9", "-3.5000"},
        Tokens.shown(doubles("a", 0.8156158924102783, 1e-9, -3.5)));
    assertArrayEquals(
        new String[] {"0.0009", "2.3E-5", "0.0000"},
        Tokens.shown(doubles("score", 9.12345678E-4, 2.3456789E-5, 0)));
    assertArrayEquals(new String[] {"2", "3"}, Tokens.shown(doubles("a", 2.0, 3.0)));
  }
}
