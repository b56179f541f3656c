package io.github.twinstream.cli;

import static io.github.twinstream.Twinstream.above;
import static io.github.twinstream.Twinstream.atMost;

import io.github.twinstream.Cleaned;
import io.github.twinstream.Frame;
import io.github.twinstream.Split;
import io.github.twinstream.Streams;
import java.util.stream.Stream;

/** The article's steps on Book-Crossing's three files, joined. */
public final class ArticleSteps {
  private ArticleSteps() {}

  /** The cleaning steps. */
  public static Cleaned clean(Frame ratings) {
    return ratings.clean(
        c ->
            c.dropMissing("Book-Rating")
                .fillMissing("unknown", "Book-Author", "Publisher")
                .dropMissing("Book-Title")
                .parseNumber("Year-Of-Publication")
                .blankWhere("Age", above(100))
                .blankWhere("Year-Of-Publication", atMost(0))
                .keepWhere("Book-Rating", above(0))
                .splitText("Location", ",", "city", "state", "country")
                .label(above(7), "Book-Rating"));
  }

  /** The fields and the two streams, of a split whose titles are embedded. */
  static Streams streams(Split embedded) {
    return streams(embedded, "Book-Title");
  }

  /** The fields and the two streams but for the titles. */
  static Streams streamsWithoutTitles(Split split) {
    return streams(split, new String[0]);
  }

  private static Streams streams(Split split, String... titles) {
    String[] item = {"Book-Author", "Year-Of-Publication", "Publisher"};
    return split.streams(
        s ->
            s
                .numeric(with(titles, "Age"))
                .missing("unknown")
                .categorical("Book-Author", "Year-Of-Publication", "Publisher", "state", "country")
                .stream("user", "Age", "state", "country")
                .stream("item", with(titles, item)));
  }

  private static String[] with(String[] titles, String... fields) {
    return Stream.concat(Stream.of(fields), Stream.of(titles)).toArray(String[]::new);
  }
}
