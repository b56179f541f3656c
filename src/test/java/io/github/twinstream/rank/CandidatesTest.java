package io.github.twinstream.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.testing.SmallTables;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static final DataTable ALL =
      SmallTables.table(
          SmallTables.texts("user", "u", "u", "v", "v", "w", "w", "x"),
          SmallTables.ints("age", 20, 20, 30, 30, 40, 40, 50),
          SmallTables.texts("book", "a", "b", "b", "c", "a", "d", "c"),
          SmallTables.texts("title", "A", "B", "B", "C", "A", "D", "C"),
          SmallTables.ints("rating", 9, 3, 8, 2, 10, 4, 5),
          SmallTables.ints("liked", 1, 0, 1, 0, 1, 0, 0));
  private static final int[] TRAIN = {0, 1, 2, 3};
  private static final int[] TEST = {4, 5, 6};
  private static final List<String> SHOWN = List.of("user", "age", "book", "title");

  private static CandidateDraw draw() {
    return new CandidateDraw(ALL, TRAIN, TEST, "liked", "rating", "user", "book");
  }

  @Test
  void ownItemsAreTheTestRows() {
    CandidateRows rows = draw().draw(Candidates.ownTestItems());
    ScoredRows scored = rows.scored(new double[3], 0.5, Items.NONE);

    assertArrayEquals(new float[] {1, 0, 0}, scored.label());
    assertArrayEquals(new double[] {10, 4, 5}, scored.relevance());
    assertArrayEquals(new int[] {0, 0, 1}, scored.group());
    assertEquals(2, scored.groups());
    assertEquals(List.of("A", "D", "C"), SmallTables.cells(rows.table(0, 3, SHOWN), "title"));
  }

  @Test
  void theCatalogueIsEveryOtherTrainingItemOfUsersWithAPositive() {
    CandidateRows rows = draw().draw(Candidates.wholeCatalogue().users(5));
    DataTable table = rows.table(0, rows.rows(), SHOWN);

    // only w has a positive; d has no training row
    assertEquals(List.of("a", "d", "b", "c"), SmallTables.cells(table, "book"));
    assertEquals(List.of("A", "D", "B", "C"), SmallTables.cells(table, "title"));
    assertEquals(List.of("w", "w", "w", "w"), SmallTables.cells(table, "user"));
    assertEquals(List.of("40", "40", "40", "40"), SmallTables.cells(table, "age"));
    ScoredRows scored =
        rows.scored(new double[4], 0.5, new Items(new int[0], draw().popularity(), new float[0][]));
    assertArrayEquals(new float[] {1, 0, 0, 0}, scored.label());
    assertArrayEquals(new double[] {10, 4, 0, 0}, scored.relevance());
    assertArrayEquals(new int[] {0, 3, 1, 2}, scored.items().item());
    assertArrayEquals(new int[] {1, 2, 1, 0}, scored.items().popularity());
  }

  @Test
  void negativesAreOthersThanTheUsersOwnEachOnce() {
    for (long seed = 0; seed < 20; seed++) {
      CandidateRows rows = draw().draw(Candidates.sampledNegatives(1).seed(seed));
      List<String> books = SmallTables.cells(rows.table(0, rows.rows(), SHOWN), "book");

      assertEquals(5, books.size());
      assertTrue(Set.of("b", "c").contains(books.get(2)), "of w: " + books);
      assertTrue(Set.of("a", "b").contains(books.get(4)), "of x: " + books);
    }
    CandidateRows all = draw().draw(Candidates.sampledNegatives(100));
    assertEquals(3 + 2 + 2, all.rows());
  }

  @Test
  void theSeedDecidesTheDraw() {
    int[] popularity = new int[200];
    Arrays.fill(popularity, 1);
    ItemDraw draw = new ItemDraw(popularity, false);

    assertArrayEquals(draw.some(20, Set.of(), 4), draw.some(20, Set.of(), 4));
    assertEquals(20, Arrays.stream(draw.some(20, Set.of(1, 2), 4)).distinct().count());
    assertTrue(!Arrays.equals(draw.some(20, Set.of(), 4), draw.some(20, Set.of(), 5)));
  }

  @Test
  void popularItemsAreDrawnMoreOften() {
    ItemDraw byPopularity = new ItemDraw(new int[] {1, 9, 0}, true);
    int popular = 0;
    for (int seed = 0; seed < 2000; seed++) {
      popular += byPopularity.some(1, new HashSet<>(), seed)[0] == 1 ? 1 : 0;
    }

    assertEquals(0.9, popular / 2000.0, 0.03);
  }

  @Test
  void saysWhatDoesNotFit() {
    assertEquals(
        "negatives is 0: it must be at least 1",
        assertThrows(ConfigException.class, () -> Candidates.sampledNegatives(0)).getMessage());
    assertEquals(
        "users(3) goes with wholeCatalogue(), not with each user's own test rows",
        assertThrows(ConfigException.class, () -> Candidates.ownTestItems().users(3)).getMessage());
    CandidateDraw without = new CandidateDraw(ALL, TRAIN, TEST, "liked", null, "user", null);
    assertEquals(
        "candidates beside the users' own test rows need to know which column names the items: say"
            + " it, e.g. compare(streams, c -> c.item(\"ISBN\"), ...)",
        assertThrows(ConfigException.class, () -> without.draw(Candidates.sampledNegatives(5)))
            .getMessage());
  }
}
