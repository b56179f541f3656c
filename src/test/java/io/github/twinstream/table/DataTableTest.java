package io.github.twinstream.table;

import static io.github.twinstream.testing.SmallTables.cells;
import static io.github.twinstream.testing.SmallTables.doubles;
import static io.github.twinstream.testing.SmallTables.ints;
import static io.github.twinstream.testing.SmallTables.named;
import static io.github.twinstream.testing.SmallTables.table;
import static io.github.twinstream.testing.SmallTables.texts;
import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.DataException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

class DataTableTest {
  private static String problem(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(DataException.class, call).getMessage();
  }

  @Test
  void is_not_reached_by_later_changes_of_the_tablesaw_table() {
    Table table = Table.create("t", ints("a", 1));
    DataTable value = DataTable.of(table);
    table.intColumn("a").set(0, 2);
    value.table().intColumn("a").set(0, 3);
    assertEquals(List.of("1"), cells(value, "a"));
  }

  @Test
  void prints_its_first_rows_and_its_size() {
    assertEquals(
        """
        a  b
        ----
        1  x
           y
        2 rows × 2 columns
        """,
        table(ints("a", 1, null), texts("b", "x", "y")).toString());
  }

  @Test
  void prints_without_rows() {
    assertTrue(table(ints("a"), texts("b")).toString().contains("0 rows × 2 columns"));
  }

  @Nested
  class Columns {
    @Test
    void that_is_not_there_names_the_nearest() {
      assertEquals(
          "no column 'Agee': there are 'Age', 'city'; did you mean 'Age'?",
          problem(() -> table(ints("Age", 1), texts("city", "x")).column("Agee")));
    }

    @Test
    void of_text_gives_no_numbers() {
      assertEquals(
          "column 'city' holds text values, not numbers: parse it first, e.g. clean(c ->"
              + " c.parseNumber(\"city\"))",
          problem(() -> table(texts("city", "x")).numbers("city")));
    }

    @Test
    void names_are_told_apart_by_case_but_taken_in_any() {
      DataTable table = table(ints("Age", 1));
      assertFalse(table.has("age"));
      assertTrue(table.taken("age"));
    }
  }

  @Nested
  class Rows {
    @Test
    void come_in_the_order_given_and_may_repeat() {
      DataTable table =
          table(
              ints("i", 1, null, 3),
              doubles("d", 0.5, Double.NaN, 2),
              texts("t", "a", null, "c"),
              LongColumn.create("l", 7, 8, 9),
              DateColumn.create(
                  "when", LocalDate.of(2004, 9, 17), null, LocalDate.of(2004, 9, 18)));
      DataTable taken = table.rows(new int[] {2, 1, 2}, "take");
      assertEquals(asList("3", null, "3"), cells(taken, "i"));
      assertEquals(asList("2", null, "2"), cells(taken, "d"));
      assertEquals(asList("c", null, "c"), cells(taken, "t"));
      assertEquals(asList("9", "8", "9"), cells(taken, "l"));
      assertEquals(asList("2004-09-18", null, "2004-09-18"), cells(taken, "when"));
      assertEquals(List.of("take"), taken.provenance().steps());
    }

    @Test
    void may_be_none() {
      DataTable none = table(ints("i", 1), texts("t", "a")).rows(new int[0], "none");
      assertEquals(0, none.rows());
      assertEquals(List.of("i", "t"), none.columns());
    }
  }

  @Nested
  class With {
    @Test
    void puts_a_column_in_place_or_behind() {
      DataTable table = table(ints("a", 1), ints("b", 2));
      assertEquals(List.of("a", "b", "c"), table.with(ints("c", 3), "add").columns());
      DataTable replaced = table.with(texts("a", "x"), "replace");
      assertEquals(List.of("a", "b"), replaced.columns());
      assertEquals(List.of("x"), cells(replaced, "a"));
      assertEquals(List.of("1"), cells(table, "a"));
    }

    @Test
    void refuses_another_number_of_rows() {
      assertEquals(
          "column 'b' has 2 rows, but small has 1: they must be as many",
          problem(() -> table(ints("a", 1)).with(ints("b", 1, 2), "add")));
    }
  }

  @Nested
  class SelectAndDrop {
    private final DataTable table = table(ints("a", 1), ints("b", 2), ints("c", 3));

    @Test
    void choose_columns() {
      assertEquals(List.of("c", "a"), table.select("c", "a").columns());
      assertEquals(List.of("a", "c"), table.drop("b").columns());
    }

    @Test
    void refuse_what_is_not_there_or_twice() {
      assertEquals(
          "no column 'd': there are 'a', 'b', 'c'; did you mean 'a'?",
          problem(() -> table.drop("d")));
      assertEquals(
          "a column is selected twice: [a, a]; name each once",
          problem(() -> table.select("a", "a")));
    }
  }

  @Test
  void describe_gives_type_missing_distinct_and_first_value() {
    assertEquals(
        """
        small
        column  type          missing  distinct  first value
        ----------------------------------------------------
        id      whole number        1         1  5
        name    text                0         2  x
        none    text                2         0
        2 rows × 3 columns
        """,
        table(ints("id", null, 5), texts("name", "x", "y"), texts("none", null, null))
            .describe()
            .toString());
  }

  @Nested
  class Join {
    @Test
    void keeps_the_left_order_and_the_order_of_matches() {
      // GIVEN
      DataTable users = named("users", ints("id", 2, 1, 3), texts("city", "b", "a", "c"));
      DataTable ratings = named("ratings", texts("book", "x", "y", "z"), ints("id", 1, 2, 1));
      // WHEN
      DataTable joined = users.join(ratings, "id");
      // THEN
      assertEquals(List.of("id", "city", "book"), joined.columns());
      assertEquals(List.of("2", "1", "1", "3"), cells(joined, "id"));
      assertEquals(List.of("b", "a", "a", "c"), cells(joined, "city"));
      assertEquals(asList("y", "x", "z", null), cells(joined, "book"));
      assertEquals(
          List.of("join ratings by 'id': 3 rows with 3 rows give 4 rows"),
          joined.provenance().steps());
    }

    @Test
    void compares_keys_as_tokens_and_missing_keys_match_nothing() {
      DataTable left = named("l", texts("k", "5", null, "x"));
      DataTable right = named("r", doubles("k", 5.0, Double.NaN), ints("v", 1, 2));
      assertEquals(asList("1", null, null), cells(left.join(right, "k"), "v"));
    }

    @Test
    void names_a_clashing_column_right_whatever_its_case() {
      DataTable left = named("l", ints("k", 1), ints("v", 2), ints("W", 3));
      DataTable right = named("r", ints("k", 1), ints("v", 4), ints("w", 5));
      assertEquals(List.of("k", "v", "W", "v_right", "w_right"), left.join(right, "k").columns());
    }

    @Test
    void refuses_a_clash_whose_new_name_is_taken() {
      DataTable left = named("l", ints("k", 1), ints("v", 2), ints("v_right", 3));
      assertEquals(
          "cannot join l with r: both have a column 'v', and the name 'v_right' for the right one is"
              + " taken: rename or drop one of them first",
          problem(() -> left.join(named("r", ints("k", 1), ints("v", 4)), "k")));
    }

    @Test
    void refuses_a_key_that_one_side_does_not_have() {
      assertEquals(
          "cannot join Users.csv with Ratings.csv by 'User-Id': Users.csv has no column 'User-Id':"
              + " there are 'User-ID'; did you mean 'User-ID'?",
          problem(
              () ->
                  named("Users.csv", ints("User-ID", 1))
                      .join(named("Ratings.csv", ints("User-ID", 1)), "User-Id")));
    }

    @Test
    void refuses_to_join_by_nothing() {
      assertEquals(
          "cannot join l with r by no column: name at least one that both have, e.g. 'k'",
          problem(() -> named("l", ints("k", 1)).join(named("r", ints("k", 1)))));
    }

    @Test
    void refuses_more_rows_than_a_table_holds() {
      // GIVEN 50,000 rows on both sides that all match: 2.5 billion
      Integer[] ones = Collections.nCopies(50_000, 1).toArray(Integer[]::new);
      DataTable many = named("many", ints("k", ones));
      assertEquals(
          "cannot join many with many: by 'k' there would be 2,500,000,000 rows, more than the"
              + " 2,147,483,639 that a table holds: keys come many times on both sides; join by more"
              + " columns, or keep one row for each key",
          problem(() -> many.join(many, "k")));
    }

    @Test
    void takes_tables_without_rows() {
      DataTable none = named("none", ints("k"), texts("v"));
      assertEquals(asList((String) null), cells(named("l", ints("k", 1)).join(none, "k"), "v"));
      assertEquals(0, none.join(named("r", ints("k", 1), ints("w", 1)), "k").rows());
    }

    @Test
    void agrees_with_a_nested_loop() {
      Random random = new Random(3);
      for (int round = 0; round < 100; round++) {
        DataTable left = random(random, "left");
        DataTable right = random(random, "right");
        DataTable joined = left.join(right, "k1", "k2");
        assertEquals(nestedLoop(left, right), pairs(joined), "round " + round);
      }
    }

    private static DataTable random(Random random, String name) {
      int rows = random.nextInt(8);
      Integer[] first = new Integer[rows];
      String[] second = new String[rows];
      Integer[] row = new Integer[rows];
      for (int i = 0; i < rows; i++) {
        first[i] = random.nextInt(5) == 0 ? null : random.nextInt(2);
        second[i] = random.nextInt(5) == 0 ? null : "" + random.nextInt(2);
        row[i] = i;
      }
      return named(name, ints("k1", first), texts("k2", second), ints(name, row));
    }

    private static List<String> nestedLoop(DataTable left, DataTable right) {
      String[][] l = {left.tokens("k1"), left.tokens("k2")};
      String[][] r = {right.tokens("k1"), right.tokens("k2")};
      List<String> pairs = new ArrayList<>();
      for (int i = 0; i < left.rows(); i++) {
        boolean found = false;
        for (int j = 0; j < right.rows(); j++) {
          if (l[0][i] != null
              && l[1][i] != null
              && l[0][i].equals(r[0][j])
              && l[1][i].equals(r[1][j])) {
            pairs.add(i + "-" + j);
            found = true;
          }
        }
        if (!found) {
          pairs.add(i + "-null");
        }
      }
      return pairs;
    }

    private static List<String> pairs(DataTable joined) {
      List<String> left = cells(joined, "left");
      List<String> right = cells(joined, "right");
      List<String> pairs = new ArrayList<>();
      for (int row = 0; row < joined.rows(); row++) {
        pairs.add(left.get(row) + "-" + right.get(row));
      }
      return pairs;
    }
  }

  @Test
  void numbers_are_nan_where_missing() {
    assertArrayEquals(new double[] {1, Double.NaN}, table(ints("a", 1, null)).numbers("a"), 0);
    assertTrue(Arrays.stream(table(ints("a")).numbers("a")).findAny().isEmpty());
  }
}
