package io.github.twinstream.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Writes invented users, books and ratings in the shape of Kaggle's three Book-Crossing files, dirt
 * included.
 *
 * <p>The planted truth: a rating is 7.6 + the author's quality (−1.5 to 1.5) + how much the
 * reader's country likes the book's subject (−2.1 to 2.1, the same table for all readers of a
 * country) + noise of deviation 1. The subject shows in the words of the title, in ten languages,
 * and in nothing else; so a model must combine title and country.
 */
public final class SampleData {
  /** The seed of the bundled files. */
  public static final long SEED = 7;

  private static final int USERS = 700;
  private static final int BOOKS = 480;
  private static final int RATINGS = 7000;
  private static final int AUTHORS = 60;

  /** The title's words for sea, garden, crime, star, war, love: one line a language. */
  private static final String[][] SUBJECTS = {
    {"The Sea", "The Garden", "A Crime", "The Stars", "The War", "Love"},
    {"Das Meer", "Der Garten", "Ein Verbrechen", "Die Sterne", "Der Krieg", "Die Liebe"},
    {"La mer", "Le jardin", "Un crime", "Les étoiles", "La guerre", "L'amour"},
    {"El mar", "El jardín", "Un crimen", "Las estrellas", "La guerra", "El amor"},
    {"Il mare", "Il giardino", "Un delitto", "Le stelle", "La guerra", "L'amore"},
    {"O mar", "O jardim", "Um crime", "As estrelas", "A guerra", "O amor"},
    {"De zee", "De tuin", "Een misdaad", "De sterren", "De oorlog", "De liefde"},
    {"Deniz", "Bahçe", "Bir suç", "Yıldızlar", "Savaş", "Aşk"},
    {"바다", "정원", "범죄", "별", "전쟁", "사랑"},
    {"Море", "Сад", "Преступление", "Звёзды", "Война", "Любовь"}
  };

  private static final String[] COUNTRIES = {
    "usa", "germany", "france", "spain", "korea", "brazil"
  };
  private static final String[] STATES = {"north", "south", "east", "west", "n/a", ""};
  private static final String[] PUBLISHERS = {
    "Harbour Press", "Lindenverlag", "Éditions du Pont", "Casa Norte", "Blue Lamp & Sons"
  };
  private static final String[] SYLLABLES = {
    "Ar", "Bel", "Cor", "Dan", "El", "Far", "Gil", "Hol", "Ir", "Jun", "Kas", "Lor", "Mer", "Nor"
  };

  private final SplittableRandom random;
  private final int[] subject = new int[BOOKS];
  private final int[] author = new int[BOOKS];
  private final String[] isbn = new String[BOOKS];
  private final int[] country = new int[USERS];
  private final double[] quality = new double[AUTHORS];
  private final double[][] liking = new double[COUNTRIES.length][SUBJECTS[0].length];

  private SampleData(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Writes {@code Users.csv}, {@code Books.csv} and {@code Ratings.csv}; the same seed gives the
   * same bytes.
   *
   * @param folder made if it is not there
   */
  public static void write(Path folder, long seed) throws IOException {
    Files.createDirectories(folder);
    SampleData data = new SampleData(seed);
    data.plant();
    Files.writeString(folder.resolve("Users.csv"), data.users(), StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("Books.csv"), data.books(), StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("Ratings.csv"), data.ratings(), StandardCharsets.UTF_8);
  }

  private void plant() {
    for (int a = 0; a < AUTHORS; a++) {
      quality[a] = 3 * random.nextDouble() - 1.5;
    }
    for (int c = 0; c < liking.length; c++) {
      for (int s = 0; s < liking[c].length; s++) {
        // each country likes half of the subjects, and dislikes the other half
        double strength = 1.5 + 0.6 * random.nextDouble();
        liking[c][s] = (c * 5 + s * 3 + c * s) % 7 < 3 ? -strength : strength;
      }
    }
  }

  private String users() {
    StringBuilder out = new StringBuilder("User-ID,Location,Age\n");
    for (int u = 0; u < USERS; u++) {
      country[u] = random.nextInt(COUNTRIES.length);
      String town = name() + "ville";
      String state = STATES[random.nextInt(STATES.length)];
      String location = town + ", " + state + ", " + COUNTRIES[country[u]];
      int dirt = random.nextInt(40);
      location = dirt == 0 ? town + ", " + state : dirt == 1 ? location + ", earth" : location;
      int kind = random.nextInt(20);
      String age =
          kind < 7 ? "" : kind == 7 ? "0.0" : kind == 8 ? "244.0" : 15 + random.nextInt(60) + ".0";
      out.append(u + 1).append(",\"").append(location).append("\",").append(age).append('\n');
    }
    return out.toString();
  }

  private String books() {
    StringBuilder out =
        new StringBuilder(
            "ISBN,Book-Title,Book-Author,Year-Of-Publication,Publisher,"
                + "Image-URL-S,Image-URL-M,Image-URL-L\n");
    String[] authors = new String[AUTHORS];
    for (int a = 0; a < AUTHORS; a++) {
      authors[a] = name() + " " + name() + (a % 9 == 0 ? ", Jr." : "");
    }
    for (int b = 0; b < BOOKS; b++) {
      isbn[b] =
          String.format(Locale.ROOT, "%09d", 1000 + 37L * b * 6421 % 900_000_000)
              + (b % 11 == 10 ? "X" : b % 10);
      subject[b] = random.nextInt(SUBJECTS[0].length);
      author[b] = random.nextInt(AUTHORS);
      String words = SUBJECTS[random.nextInt(SUBJECTS.length)][subject[b]];
      String title =
          switch (random.nextInt(12)) {
            case 0 -> words + " &amp; " + name();
            case 1 -> words + ", " + name();
            case 2 -> "\"" + words + "\" " + name();
            default -> words + " " + name();
          };
      int year = 1950 + random.nextInt(55);
      String years =
          switch (random.nextInt(60)) {
            case 0 -> "0";
            case 1 -> "2050";
            case 2 -> "Harbour Press Inc";
            default -> Integer.toString(year);
          };
      out.append(isbn[b]).append(',').append(quoted(title)).append(',');
      out.append(random.nextInt(80) == 0 ? "" : quoted(authors[author[b]])).append(',');
      out.append(years).append(',');
      out.append(random.nextInt(80) == 0 ? "" : PUBLISHERS[random.nextInt(PUBLISHERS.length)]);
      out.append(",,,\n");
    }
    return out.toString();
  }

  private String ratings() {
    StringBuilder out = new StringBuilder("User-ID,ISBN,Book-Rating\n");
    Set<Long> given = new HashSet<>();
    while (given.size() < RATINGS) {
      int user = (int) (USERS * Math.pow(random.nextDouble(), 1.5));
      int book = (int) (BOOKS * Math.pow(random.nextDouble(), 1.3));
      if (!given.add((long) user * BOOKS + book)) {
        continue;
      }
      double mean = 7.6 + quality[author[book]] + liking[country[user]][subject[book]];
      double noise = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
      long rating = Math.max(1, Math.min(10, Math.round(mean + 2 * noise)));
      boolean implicit = random.nextInt(12) == 0;
      String code = random.nextInt(50) == 0 ? "99" + isbn[book] : isbn[book];
      out.append(user + 1).append(',').append(code).append(',');
      out.append(implicit ? 0 : rating).append('\n');
    }
    return out.toString();
  }

  private String name() {
    String name =
        SYLLABLES[random.nextInt(SYLLABLES.length)]
            + SYLLABLES[random.nextInt(SYLLABLES.length)].toLowerCase(Locale.ROOT);
    return random.nextBoolean() ? name + "a" : name;
  }

  private static String quoted(String text) {
    return text.contains(",") || text.contains("\"")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
