package io.github.twinstream.clean;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.DataException;
import io.github.twinstream.table.DataTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class DecodeEntitiesTest {
  private static DataTable titles(String... titles) {
    return DataTable.of(Table.create("books", StringColumn.create("title", titles)));
  }

  @Test
  void writes_entities_as_characters_and_counts_the_cells() {
    CleanResult result =
        new CleanPlan()
            .decodeEntities("title")
            .apply(titles("Salt &amp; Ladle", "Les mis&eacute;rables", "A &#39;B&#39;", "plain"));

    assertArrayEquals(
        new String[] {"Salt & Ladle", "Les misérables", "A 'B'", "plain"},
        result.table().tokens("title"));
    assertEquals(3, result.report().steps().get(0).cellsChanged());
  }

  @Test
  void decodes_once_and_leaves_what_is_no_entity() {
    CleanResult result =
        new CleanPlan()
            .decodeEntities("title")
            .apply(titles("&amp;lt;b&amp;gt;", "Q & A", "&#1114112;", ""));

    assertArrayEquals(
        new String[] {"&lt;b&gt;", "Q & A", "&#1114112;", null}, result.table().tokens("title"));
  }

  @Test
  void is_taken_again_for_rows_that_are_served() {
    Replay replay = new CleanPlan().decodeEntities("title").apply(titles("a")).replay();
    Replay kept = Replay.fromJson(replay.toJson());

    assertArrayEquals(
        new String[] {"Salt & Ladle"}, kept.apply(titles("Salt &amp; Ladle")).tokens("title"));
    assertEquals(Map.of("title", "text"), kept.input());
  }

  @Test
  void refuses_a_column_of_numbers() {
    DataTable numbers =
        DataTable.of(Table.create("books", IntColumn.create("year", new int[] {1999})));

    DataException e =
        assertThrows(DataException.class, () -> new DecodeEntities(List.of("year")).apply(numbers));

    assertEquals(
        "column 'year' holds whole number values: only text has entities to decode",
        e.getMessage());
  }
}
