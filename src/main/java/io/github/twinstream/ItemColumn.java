package io.github.twinstream;

import io.github.twinstream.table.DataTable;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the column that names the items, when nobody says it. */
final class ItemColumn {
  private static final Set<String> USUAL =
      Set.of(
          "item",
          "itemid",
          "isbn",
          "movie",
          "movieid",
          "product",
          "productid",
          "asin",
          "book",
          "bookid",
          "song",
          "songid",
          "track",
          "trackid",
          "article",
          "articleid",
          "news",
          "newsid");

  private ItemColumn() {}

  /**
   * The column whose name is a usual one for items, whatever its case, spaces, dashes and
   * underscores; {@code null} when there is none or more than one.
   *
   * @param user the users' column, which it cannot be
   */
  static String guess(DataTable table, String user) {
    List<String> found =
        table.columns().stream()
            .filter(column -> !column.equals(user))
            .filter(
                column -> USUAL.contains(column.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "")))
            .toList();
    return found.size() == 1 ? found.get(0) : null;
  }
}
