package io.github.twinstream.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({"1998,1998", "-0.5,-0.5", "1e3,1000", "' 7 ',7", "+2,2", "007,7", ".5,0.5"})
  void decimal_text_is_a_number(String text, double number) {
    assertEquals(number, Numbers.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "x", "NaN", "Infinity", "0x1F", "1,000", "1d", "1e999", "-", "."})
  void other_text_is_none(String text) {
    assertEquals(Double.NaN, Numbers.parse(text));
  }
}
