package io.github.twinstream.clean;

import static io.github.twinstream.testing.SmallTables.cells;
import static io.github.twinstream.testing.SmallTables.ints;
import static io.github.twinstream.testing.SmallTables.table;
import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.table.DataTable;
import org.junit.jupiter.api.Test;

class ListFlagsTest {
  private final DataTable films =
      table(ints("Action", 1, 0, 0, null), ints("Comedy", 1, 1, 0, null));

  @Test
  void the_names_of_the_ones_are_listed_in_the_order_given() {
    CleanResult result = new CleanPlan().listFlags("genres", "|", "Comedy", "Action").apply(films);

    assertEquals(asList("Comedy|Action", "Comedy", null, null), cells(result.table(), "genres"));
    assertEquals(
        new CleanReport.Entry("listFlags('genres', '|', 'Comedy', 'Action')", 4, 4, 2),
        result.report().steps().get(0));
  }

  @Test
  void a_column_of_other_numbers_is_no_flag() {
    DataTable wrong = table(ints("Action", 0, 2));

    assertEquals(
        "listFlags('genres', '|', 'Action'): column 'Action' holds 2.0 in row 2: a flag is 0 or 1;"
            + " is it a flag?",
        assertThrows(
                DataException.class,
                () -> new CleanPlan().listFlags("genres", "|", "Action").apply(wrong))
            .getMessage());
  }

  @Test
  void the_separator_must_tell_the_names_apart() {
    assertEquals(
        "listFlags cannot separate names by '-': it is part of 'Sci-Fi'; take another separator",
        assertThrows(
                ConfigException.class, () -> new CleanPlan().listFlags("genres", "-", "Sci-Fi"))
            .getMessage());
    assertThrows(ConfigException.class, () -> new CleanPlan().listFlags("genres", "", "a"));
    assertThrows(ConfigException.class, () -> new CleanPlan().listFlags("genres", "|"));
  }
}
