package io.github.twinstream.clean;

import static io.github.twinstream.clean.Condition.above;
import static io.github.twinstream.clean.Condition.atMost;
import static io.github.twinstream.testing.SmallTables.cells;
import static io.github.twinstream.testing.SmallTables.doubles;
import static io.github.twinstream.testing.SmallTables.ints;
import static io.github.twinstream.testing.SmallTables.table;
import static io.github.twinstream.testing.SmallTables.texts;
import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.table.CsvReader;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.testing.SharedData;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tech.tablesaw.api.LongColumn;

class CleanPlanTest {
  private static CleanPlan plan() {
    return new CleanPlan();
  }

  private static String problem(Executable call) {
    return assertThrows(DataException.class, call).getMessage();
  }

  private static String refusal(Executable call) {
    return assertThrows(ConfigException.class, call).getMessage();
  }

  private static CleanReport.Entry only(CleanResult result) {
    assertEquals(1, result.report().steps().size());
    return result.report().steps().get(0);
  }

  @Nested
  class DropMissingStep {
    private final DataTable table = table(ints("a", 1, null, 3), texts("b", "x", "y", null));

    @Test
    void drops_rows_with_a_missing_cell_in_the_columns() {
      CleanResult result = plan().dropMissing("a").apply(table);
      assertEquals(List.of("1", "3"), cells(result.table(), "a"));
      assertEquals(new CleanReport.Entry("dropMissing('a')", 3, 2, 0), only(result));
    }

    @Test
    void looks_at_all_columns_where_none_is_named() {
      assertEquals(List.of("1"), cells(plan().dropMissing().apply(table).table(), "a"));
    }
  }

  @Nested
  class FillMissingStep {
    @Test
    void puts_text_into_missing_cells_of_text() {
      CleanResult result =
          plan()
              .fillMissing("unknown", "a", "b")
              .apply(table(texts("a", "x", null), texts("b", null, null)));
      assertEquals(List.of("x", "unknown"), cells(result.table(), "a"));
      assertEquals(
          new CleanReport.Entry("fillMissing('unknown', 'a', 'b')", 2, 2, 3), only(result));
    }

    @Test
    void puts_numbers_into_missing_cells_of_numbers() {
      DataTable table = table(ints("i", 1, null), doubles("d", 0.5, Double.NaN));
      DataTable filled = plan().fillMissing(7, "i", "d").apply(table).table();
      assertEquals(List.of("1", "7"), cells(filled, "i"));
      assertEquals("whole number", filled.type("i"));
      assertEquals(List.of("0.5", "7"), cells(filled, "d"));
      assertEquals("number", plan().fillMissing(0.5, "i").apply(table).table().type("i"));
    }

    @Test
    void keeps_long_numbers_long() {
      LongColumn column = LongColumn.create("l", 3_000_000_000L).appendMissing();
      DataTable filled = plan().fillMissing(1, "l").apply(table(column)).table();
      assertEquals(List.of("3000000000", "1"), cells(filled, "l"));
    }

    @Test
    void refuses_a_text_for_numbers_and_a_number_for_text() {
      assertEquals(
          "fillMissing('unknown', 'Age'): column 'Age' holds whole number values, which the text"
              + " 'unknown' is not: fill it with a number, e.g. fillMissing(0, \"Age\")",
          problem(() -> plan().fillMissing("unknown", "Age").apply(table(ints("Age", 1)))));
      assertEquals(
          "fillMissing(0, 'city'): column 'city' holds text values, not numbers: parse it first,"
              + " e.g. clean(c -> c.parseNumber(\"city\"))",
          problem(() -> plan().fillMissing(0, "city").apply(table(texts("city", "x")))));
    }

    @Test
    void refuses_to_fill_with_nothing_or_no_column() {
      assertEquals(
          "fillMissing with '': an empty text is a missing cell; give a word such as 'unknown'",
          refusal(() -> plan().fillMissing("", "a")));
      assertEquals(
          "fillMissing names no column: name at least one",
          refusal(() -> plan().fillMissing("unknown")));
      assertEquals(
          "fillMissing is NaN: it must be a finite number",
          refusal(() -> plan().fillMissing(Double.NaN, "a")));
    }
  }

  @Nested
  class ParseNumberStep {
    @Test
    void makes_whole_numbers_of_whole_texts_and_missing_cells_of_words() {
      DataTable table = table(texts("year", "1999", "DK Publishing Inc", null, "0"));
      CleanResult result = plan().parseNumber("year").apply(table);
      assertEquals(asList("1999", null, null, "0"), cells(result.table(), "year"));
      assertEquals("whole number", result.table().type("year"));
      assertEquals(1, only(result).cellsChanged());
    }

    @Test
    void makes_numbers_of_fractions() {
      DataTable parsed = plan().parseNumber("x").apply(table(texts("x", "1.5", "2"))).table();
      assertEquals("number", parsed.type("x"));
    }

    @Test
    void changes_nothing_where_there_are_numbers_already() {
      CleanResult result = plan().parseNumber("x").apply(table(ints("x", 1, null)));
      assertEquals(asList("1", null), cells(result.table(), "x"));
      assertEquals(0, only(result).cellsChanged());
    }

    @Test
    void gives_a_column_of_missing_numbers_where_no_text_is_one() {
      DataTable parsed = plan().parseNumber("x").apply(table(texts("x", "a", null))).table();
      assertTrue(Arrays.stream(parsed.numbers("x")).allMatch(Double::isNaN));
    }
  }

  @Nested
  class Where {
    private final DataTable table = table(ints("age", 5, null, 244), texts("n", "a", "b", "c"));

    @Test
    void blankWhere_makes_cells_missing() {
      CleanResult result = plan().blankWhere("age", above(100)).apply(table);
      assertEquals(asList("5", null, null), cells(result.table(), "age"));
      assertEquals(new CleanReport.Entry("blankWhere('age', above 100)", 3, 3, 1), only(result));
    }

    @Test
    void keepWhere_drops_missing_cells_too() {
      CleanResult result = plan().keepWhere("age", above(0)).apply(table);
      assertEquals(List.of("a", "c"), cells(result.table(), "n"));
      assertEquals(new CleanReport.Entry("keepWhere('age', above 0)", 3, 2, 0), only(result));
    }

    @Test
    void a_label_made_from_texts_is_its_own_relevance() {
      CleanResult result = plan().label(Condition.oneOf("a"), "n").apply(table);

      assertEquals("label", result.relevanceColumn());
    }

    @Test
    void errors_begin_with_the_step_and_name_the_nearest_column() {
      assertEquals(
          "keepWhere('Age', above 0): no column 'Age': there are 'age', 'n'; did you mean 'age'?",
          problem(() -> plan().keepWhere("Age", above(0)).apply(table)));
      assertEquals(
          "keepWhere('n', above 0): column 'n' holds text values, not numbers: parse it first, e.g."
              + " clean(c -> c.parseNumber(\"n\")); or name its texts: oneOf(\"a\")",
          problem(() -> plan().keepWhere("n", above(0)).apply(table)));
    }
  }

  @Nested
  class SplitTextStep {
    @Test
    void strips_parts_and_takes_empty_and_absent_parts_as_missing() {
      DataTable table = table(texts("at", "nyc, new york, usa", "porto", "a,,c,d", null, " , x ,"));
      CleanResult result = plan().splitText("at", ",", "city", "state", "country").apply(table);
      assertEquals(asList("nyc", "porto", "a", null, null), cells(result.table(), "city"));
      assertEquals(asList("new york", null, null, null, "x"), cells(result.table(), "state"));
      assertEquals(asList("usa", null, "c", null, null), cells(result.table(), "country"));
      assertEquals(List.of("at", "city", "state", "country"), result.table().columns());
      assertEquals(7, only(result).cellsChanged());
    }

    @Test
    void takes_the_separator_as_it_stands() {
      DataTable split =
          plan().splitText("a", ".|", "x", "y").apply(table(texts("a", "1.|2"))).table();
      assertEquals(List.of("2"), cells(split, "y"));
    }

    @Test
    void refuses_a_name_that_is_taken() {
      assertEquals(
          "splitText('a', ',', 'B'): there is a column 'B' already: rename or drop it first, e.g."
              + " rename(\"B\", \"old B\")",
          problem(
              () -> plan().splitText("a", ",", "B").apply(table(texts("a", "1"), ints("b", 1)))));
    }

    @Test
    void refuses_what_it_cannot_split() {
      assertEquals(
          "splitText('a', ',', 'b'): column 'a' holds whole number values: only text can be split",
          problem(() -> plan().splitText("a", ",", "b").apply(table(ints("a", 1)))));
      assertEquals(
          "splitText at '': give the text between the parts, such as ','",
          refusal(() -> plan().splitText("a", "", "b")));
      assertEquals(
          "splitText names a column twice: [b, b]; name each once",
          refusal(() -> plan().splitText("a", ",", "b", "b")));
    }
  }

  @Nested
  class Label {
    @Test
    void is_1_where_the_condition_holds_and_else_0() {
      CleanResult result = plan().label(above(7), "rating").apply(table(ints("rating", 7, 8)));
      assertEquals(List.of("0", "1"), cells(result.table(), "label"));
      assertEquals("label", result.labelColumn());
      assertEquals("rating", result.relevanceColumn());
    }

    @Test
    void refuses_missing_ratings() {
      assertEquals(
          "label(above 7, 'rating'): 1 of 2 rows have no 'rating', so they are neither 1 nor 0: drop"
              + " them first with dropMissing(\"rating\") or keepWhere(\"rating\", ...)",
          problem(() -> plan().label(above(7), "rating").apply(table(ints("rating", 7, null)))));
    }

    @Test
    void refuses_a_second_label() {
      assertEquals(
          "label(above 7, 'label'): there is a column 'label' already: rename or drop it first, e.g."
              + " rename(\"label\", \"old label\")",
          problem(() -> plan().label(above(7), "label").apply(table(ints("label", 7)))));
    }

    @Test
    void is_followed_through_renaming_and_dropping() {
      DataTable table = table(ints("rating", 7, 8), ints("user", 1, 2));
      CleanPlan renamed =
          plan().label(above(7), "rating").rename("rating", "stars").rename("label", "liked");
      CleanResult result = renamed.apply(table);
      assertEquals("liked", result.labelColumn());
      assertEquals("stars", result.relevanceColumn());
      CleanResult dropped = plan().label(above(7), "rating").dropColumns("rating").apply(table);
      assertEquals("label", dropped.relevanceColumn());
      assertNull(plan().dropColumns("user").apply(table).labelColumn());
      assertNull(plan().dropColumns("user").apply(table).relevanceColumn());
    }
  }

  @Nested
  class RenameAndDrop {
    private final DataTable table = table(ints("a", 1), ints("b", 2));

    @Test
    void change_columns_and_keep_their_order() {
      assertEquals(List.of("x", "b"), plan().rename("a", "x").apply(table).table().columns());
      assertEquals(List.of("A", "b"), plan().rename("a", "A").apply(table).table().columns());
      assertEquals(List.of("b"), plan().dropColumns("a").apply(table).table().columns());
      assertEquals(List.of("a", "b"), table.columns());
    }

    @Test
    void refuse_a_name_that_is_taken() {
      assertEquals(
          "rename('a', 'b'): there is a column 'b' already: rename or drop it first, e.g."
              + " rename(\"b\", \"old b\")",
          problem(() -> plan().rename("a", "b").apply(table)));
    }
  }

  @Nested
  class Report {
    @Test
    void says_what_each_step_did_and_where_the_last_row_went() {
      CleanResult result =
          plan().blankWhere("x", above(2)).keepWhere("x", above(9)).apply(table(ints("x", 1, 3)));
      assertEquals(0, result.table().rows());
      assertEquals(
          """
          step                      rows in  rows out  rows dropped  cells changed
          ------------------------------------------------------------------------
          blankWhere('x', above 2)        2         2             0              1
          keepWhere('x', above 9)         2         0             2              0
          2 rows in, 0 rows out
          No row is left: keepWhere('x', above 9) dropped the last.
          """,
          result.report().toString());
      assertTrue(result.toHtml().contains(">keepWhere('x', above 9)</td>"));
    }

    @Test
    void of_no_step_leaves_the_table_as_it_is() {
      DataTable table = table(ints("x", 1));
      CleanResult result = plan().apply(table);
      assertEquals(table, result.table());
      assertEquals(1, result.report().rowsOut());
    }
  }

  @Test
  void steps_are_values_and_a_step_of_your_own_can_be_added() {
    CleanPlan plan = plan().keepWhere("a", above(0));
    assertEquals(List.of(new KeepWhere("a", above(0))), plan.steps());
    CleanStep own =
        new CleanStep() {
          @Override
          public String words() {
            return "firstRow()";
          }

          @Override
          public Outcome apply(DataTable table) {
            return new Outcome(table.rows(new int[] {0}, words()), 0);
          }
        };
    assertEquals(1, plan.then(own).apply(table(ints("a", 1, 2))).table().rows());
    assertEquals("keepWhere('a', above 0)\nfirstRow()", plan.toString());
  }

  @Test
  void each_step_is_in_the_provenance() {
    assertEquals(
        List.of("dropMissing('a')", "parseNumber('a')"),
        plan()
            .dropMissing("a")
            .parseNumber("a")
            .apply(table(texts("a", "1")))
            .table()
            .provenance()
            .steps());
  }

  @Test
  void the_article_cleaning_of_the_real_data_gives_its_rows_users_and_label_mean() {
    // GIVEN
    Path data = SharedData.bookCrossing();
    DataTable joined =
        CsvReader.of(data.resolve("Users.csv"))
            .read()
            .join(CsvReader.of(data.resolve("Ratings.csv")).read(), "User-ID")
            .join(CsvReader.of(data.resolve("Books.csv")).read(), "ISBN");
    // WHEN
    CleanResult clean =
        plan()
            .dropMissing("Book-Rating")
            .fillMissing("unknown", "Book-Author", "Publisher")
            .dropMissing("Book-Title")
            .parseNumber("Year-Of-Publication")
            .blankWhere("Age", above(100))
            .blankWhere("Year-Of-Publication", atMost(0))
            .keepWhere("Book-Rating", above(0))
            .splitText("Location", ",", "city", "state", "country")
            .label(above(7), "Book-Rating")
            .apply(joined);
    // THEN
    assertEquals(236_783, clean.table().rows());
    assertEquals(52_355, Arrays.stream(clean.table().tokens("User-ID")).distinct().count());
    double mean = Arrays.stream(clean.table().numbers("label")).average().orElseThrow();
    assertEquals(0.60295, mean, 5e-6);
    assertEquals(10, clean.histograms("Book-Rating").list().get(0).counts().length);
  }
}
