package io.github.twinstream.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Writes files of the shape of MovieLens-100K's {@code u.data}, {@code u.item} and {@code u.user},
 * with invented people and films: no header, tabs in one file and bars in the others, Latin-1, 19
 * genre flags, a column that is always empty. People like films of the genre of their trade, and
 * some films are better than others.
 */
public final class MovieLensShape {
  /** How many ratings there are. */
  public static final int RATINGS = 12_000;

  private static final int PEOPLE = 400;
  private static final int FILMS = 150;
  private static final int GENRES = 19;
  private static final List<String> TRADES =
      List.of("student", "engineer", "writer", "doctor", "artist", "none");

  private MovieLensShape() {}

  /** Writes the three files into the folder. */
  public static void write(Path folder, long seed) throws IOException {
    Random random = new Random(seed);
    int[] genre = new int[FILMS];
    double[] quality = new double[FILMS];
    StringBuilder films = new StringBuilder();
    for (int film = 1; film <= FILMS; film++) {
      genre[film - 1] = 1 + random.nextInt(TRADES.size());
      quality[film - 1] = random.nextGaussian();
      films.append(film).append('|');
      films.append(film % 7 == 0 ? "Les misérables " : "Film ").append(film).append(" (1995)|");
      films.append(film == 30 ? "" : "01-Jan-" + (1980 + film % 18)).append("||");
      films.append("http://films.example.org/?title=").append(film);
      for (int flag = 0; flag < GENRES; flag++) {
        boolean on = flag == genre[film - 1] || flag == 7 + film % 12;
        films.append('|').append(on ? 1 : 0);
      }
      films.append('\n');
    }
    int[] trade = new int[PEOPLE];
    StringBuilder people = new StringBuilder();
    for (int person = 1; person <= PEOPLE; person++) {
      trade[person - 1] = random.nextInt(TRADES.size());
      String zip = String.format("%05d", random.nextInt(100_000));
      people.append(person).append('|').append(18 + random.nextInt(50)).append('|');
      people.append(random.nextBoolean() ? 'M' : 'F').append('|');
      people.append(TRADES.get(trade[person - 1])).append('|').append(zip).append('\n');
    }
    StringBuilder ratings = new StringBuilder();
    for (int person = 1; person <= PEOPLE; person++) {
      for (int i = 0; i < RATINGS / PEOPLE; i++) {
        int film = 1 + random.nextInt(FILMS);
        double liking = genre[film - 1] == 1 + trade[person - 1] ? 1.5 : 0;
        liking += 0.7 * quality[film - 1] + 0.6 * random.nextGaussian();
        int rating = (int) Math.max(1, Math.min(5, Math.round(2.9 + liking)));
        ratings.append(person).append('\t').append(film).append('\t').append(rating).append('\t');
        ratings.append(874_724_710 + random.nextInt(10_000_000)).append('\n');
      }
    }
    Files.createDirectories(folder);
    Files.write(folder.resolve("u.item"), films.toString().getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(folder.resolve("u.user"), people);
    Files.writeString(folder.resolve("u.data"), ratings);
  }
}
