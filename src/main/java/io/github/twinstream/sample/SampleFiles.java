package io.github.twinstream.sample;

import io.github.twinstream.sample.World.Book;
import io.github.twinstream.sample.World.Rating;
import io.github.twinstream.sample.World.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The three files' text, with the kinds of dirt that the real ones hold. */
final class SampleFiles {
  private static final String IMAGES = "http://images.example.org/";

  private final World world;
  private final List<String> places = Titles.placeNames();
  private final Random random;

  SampleFiles(World world, long seed) {
    this.world = world;
    this.random = new Random(seed + 1);
  }

  String users() {
    StringBuilder out = new StringBuilder("User-ID,Location,Age\n");
    for (Reader reader : world.readers()) {
      line(out, Integer.toString(reader.id()), location(reader), age(reader));
    }
    return out.toString();
  }

  private String location(Reader reader) {
    String city = places.get(random.nextInt(places.size())).toLowerCase(Locale.ROOT);
    String state = reader.state();
    String land = reader.land().label;
    return switch (random.nextInt(50)) {
      case 0 -> city + ", n/a, " + land;
      case 1 -> city + ", , " + land;
      case 2 -> city + ", " + state + ", ";
      case 3 -> city + ", " + land;
      case 4 -> city + ", old town, the hill, " + state + ", " + land;
      default -> city + ", " + state + ", " + land;
    };
  }

  private String age(Reader reader) {
    int draw = random.nextInt(100);
    if (draw < 20) {
      return "";
    }
    return draw == 20 ? "0.0" : draw == 21 ? "244.0" : reader.age() + ".0";
  }

  String ratings() {
    StringBuilder out = new StringBuilder("User-ID,ISBN,Book-Rating\n");
    for (Rating rating : world.ratings()) {
      line(
          out,
          Integer.toString(rating.reader().id()),
          rating.isbn(),
          Integer.toString(rating.value()));
    }
    return out.toString();
  }

  String books() {
    StringBuilder out =
        new StringBuilder(
            "ISBN,Book-Title,Book-Author,Year-Of-Publication,Publisher,"
                + "Image-URL-S,Image-URL-M,Image-URL-L\n");
    for (Book book : world.books()) {
      String small = IMAGES + book.isbn() + ".S.jpg";
      String medium = IMAGES + book.isbn() + ".M.jpg";
      String large = IMAGES + book.isbn() + ".L.jpg";
      String author = random.nextInt(80) == 0 ? "" : author(book);
      String publisher = random.nextInt(80) == 0 ? "" : book.publisher();
      if (random.nextInt(150) == 0) {
        // as in the real file: the author has slipped into the title, and all behind it by one
        String slipped = title(book) + "\\\";" + author;
        line(
            out,
            book.isbn(),
            slipped,
            year(book),
            "Puddle Publishing Inc",
            small,
            medium,
            large,
            "");
      } else {
        String title = random.nextInt(250) == 0 ? "" : title(book);
        line(out, book.isbn(), title, author, year(book), publisher, small, medium, large);
      }
    }
    return out.toString();
  }

  private String title(Book book) {
    String title = book.title();
    return switch (random.nextInt(30)) {
      case 0 -> title.replace(" and ", " &amp; ");
      case 1 -> "\"" + title + "\"";
      case 2 -> title + ", Vol. " + (1 + random.nextInt(4));
      case 3, 4 -> book.author().language().equals("en") ? title + " : A Novel" : title;
      default -> title;
    };
  }

  private String author(Book book) {
    String name = book.author().name();
    return random.nextInt(12) == 0 ? name.toUpperCase(Locale.ROOT) : name;
  }

  private String year(Book book) {
    int draw = random.nextInt(200);
    return draw < 4 ? "0" : draw == 4 ? "2050" : Integer.toString(book.year());
  }

  private static void line(StringBuilder out, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      out.append(i == 0 ? "" : ",").append(quoted(cells[i]));
    }
    out.append('\n');
  }

  private static String quoted(String cell) {
    return cell.contains(",") || cell.contains("\"")
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }
}
