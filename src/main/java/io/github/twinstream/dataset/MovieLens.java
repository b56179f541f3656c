package io.github.twinstream.dataset;

import io.github.twinstream.table.CsvReader;
import io.github.twinstream.table.DataTable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;

/**
 * MovieLens 100K, collected by GroupLens in 1997 and 1998: {@code u.data} (tabs), {@code u.user}
 * and {@code u.item} (bars, Latin-1), none with a header.
 */
final class MovieLens {
  private static final String[] GENRES = {
    "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary",
    "Drama", "Fantasy", "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi",
    "Thriller", "War", "Western"
  };
  private static final String[] FILM = {
    "item id", "movie title", "release date", "video release date", "IMDb URL"
  };

  static final Source SOURCE =
      new Source(
          "movielens-100k",
          "MovieLens 100K",
          "100,000 ratings from 1 to 5 by 943 viewers of 1,682 films",
          "for research, no commercial use without permission, no redistribution without"
              + " permission, no endorsement by the University of Minnesota to be implied; cite"
              + " Harper and Konstan, The MovieLens Datasets: History and Context, ACM TiiS 2015",
          URI.create("https://files.grouplens.org/datasets/movielens/ml-100k.zip"),
          new Checksum(
              "SHA-256", "50d2a982c66986937beb9ffb3aa76efe955bf3d5c6b761f4e3a7cd717c6a3229"),
          List.of(List.of("u.data"), List.of("u.user"), List.of("u.item")),
          MovieLens::read);

  private MovieLens() {}

  /** Ratings, left-joined with viewers and films; {@code genres} lists a film's flags with bars. */
  private static DataTable read(Path folder) {
    DataTable ratings =
        CsvReader.of(folder.resolve("u.data"))
            .separator('\t')
            .header("user id", "item id", "rating", "timestamp")
            .read();
    DataTable users =
        CsvReader.of(folder.resolve("u.user"))
            .separator('|')
            .header("user id", "age", "gender", "occupation", "zip code")
            .text("zip code")
            .read();
    DataTable films =
        CsvReader.of(folder.resolve("u.item"))
            .separator('|')
            .charset(StandardCharsets.ISO_8859_1)
            .header(Stream.of(FILM, GENRES).flatMap(Stream::of).toArray(String[]::new))
            .text(FILM[1], FILM[2], FILM[3], FILM[4])
            .read();
    return ratings.join(users, "user id").join(withGenres(films), "item id");
  }

  private static DataTable withGenres(DataTable films) {
    List<double[]> flags = new ArrayList<>();
    for (String genre : GENRES) {
      flags.add(films.numbers(genre));
    }
    String[] lists = new String[films.rows()];
    for (int row = 0; row < lists.length; row++) {
      List<String> named = new ArrayList<>();
      for (int g = 0; g < GENRES.length; g++) {
        if (flags.get(g)[row] == 1) {
          named.add(GENRES[g]);
        }
      }
      lists[row] = String.join("|", named);
    }
    return films.with(StringColumn.create("genres", lists), "list the genres");
  }
}
