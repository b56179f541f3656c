package io.github.twinstream.table;

import static io.github.twinstream.testing.SmallTables.doubles;
import static io.github.twinstream.testing.SmallTables.ints;
import static io.github.twinstream.testing.SmallTables.table;
import static io.github.twinstream.testing.SmallTables.texts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowKeysTest {
  @Test
  void codes_count_up_as_values_are_first_seen() {
    RowKeys keys = RowKeys.skippingMissing();
    assertArrayEquals(
        new int[] {0, 1, 0, RowKeys.MISSING},
        keys.of(table(texts("a", "y", "x", "y", null)), List.of("a")));
    assertEquals(2, keys.distinct());
  }

  @Test
  void several_columns_are_equal_only_together() {
    DataTable table = table(ints("a", 1, 1, 2, 1), texts("b", "x", "y", "x", "x"));
    assertArrayEquals(
        new int[] {0, 1, 2, 0}, RowKeys.skippingMissing().of(table, List.of("a", "b")));
  }

  @Test
  void a_second_table_shares_the_codes_whatever_its_types() {
    RowKeys keys = RowKeys.skippingMissing();
    keys.of(table(ints("a", 7, 8)), List.of("a"));
    assertArrayEquals(new int[] {1, 2}, keys.of(table(doubles("a", 8.0, 9.0)), List.of("a")));
    assertEquals(3, keys.distinct());
  }

  @Test
  void missing_may_be_a_value() {
    assertArrayEquals(
        new int[] {0, 0, 1},
        RowKeys.countingMissing().of(table(texts("a", null, null, "x")), List.of("a")));
  }

  @Test
  void whole_rows_are_alike_in_every_column() {
    assertArrayEquals(
        new int[] {0, 1, 0},
        RowKeys.wholeRows(table(ints("a", 1, 1, 1), texts("b", null, "x", null))));
    assertArrayEquals(new int[0], RowKeys.wholeRows(table(ints("a"))));
  }
}
