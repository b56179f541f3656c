package io.github.twinstream.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.DataException;
import io.github.twinstream.sample.World.Book;
import io.github.twinstream.sample.World.Rating;
import io.github.twinstream.sample.World.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDataTest {
  private static final Path COMMITTED = Path.of("data");

  @TempDir Path folder;

  @Nested
  class Write {
    @Test
    void givesTheCommittedFilesByteForByte() throws IOException {
      SampleData.write(folder, SampleData.SEED);
      for (String name : List.of("Users.csv", "Ratings.csv", "Books.csv")) {
        assertArrayEquals(
            Files.readAllBytes(COMMITTED.resolve(name)),
            Files.readAllBytes(folder.resolve(name)),
            name);
      }
    }

    @Test
    void givesOtherFilesForAnotherSeed() throws IOException {
      SampleData.write(folder, 1);
      assertNotEquals(
          Files.readString(COMMITTED.resolve("Ratings.csv")),
          Files.readString(folder.resolve("Ratings.csv")));
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
      Path file = Files.writeString(folder.resolve("file"), "");
      DataException e = assertThrows(DataException.class, () -> SampleData.write(file, 1));
      assertTrue(
          e.getMessage().startsWith("the sample data cannot be written into " + file + ": "),
          e.getMessage());
    }
  }

  @Nested
  class TheCommittedFiles {
    @Test
    void haveTheShapeOfTheRealOnes() throws IOException {
      assertEquals("User-ID,Location,Age", lines("Users.csv").get(0));
      assertEquals("User-ID,ISBN,Book-Rating", lines("Ratings.csv").get(0));
      assertEquals(
          "ISBN,Book-Title,Book-Author,Year-Of-Publication,Publisher,"
              + "Image-URL-S,Image-URL-M,Image-URL-L",
          lines("Books.csv").get(0));
      assertEquals(World.READERS + 1, lines("Users.csv").size());
      assertEquals(World.BOOKS + 1, lines("Books.csv").size());
    }

    @Test
    void holdTheDirtOfTheRealOnes() throws IOException {
      holds("Users.csv", "\\d+,.*,", ".*,0\\.0", ".*,244\\.0", ".*, n/a, .*", ".*, , .*");
      holds("Users.csv", "\\d+,\"[^,]+,[^,]+\".*", "\\d+,\"[^,]+(,[^,]+){4}\".*", ".*, \",.*");
      holds("Books.csv", "0.*", ".{9}X,.*", ".*,0,.*", ".*,2050,.*", ".*,\\d+,Puddle Publ.*");
      holds("Books.csv", ".{10},,.*", ".*,,\\d{4},.*", ".*,\\d{4},,.*", ".*&amp;.*", ".*\"\"\".*");
      holds("Books.csv", ".*, Vol\\. \\d\".*", ".*[а-я].*", ".*[가-힣].*", ".*の.*", ".*[ğışİ].*");
      holds("Ratings.csv", ".*,0");
    }

    private void holds(String file, String... patterns) throws IOException {
      for (String pattern : patterns) {
        assertTrue(lines(file).stream().anyMatch(l -> l.matches(pattern)), file + ": " + pattern);
      }
    }

    private List<String> lines(String file) throws IOException {
      return Files.readAllLines(COMMITTED.resolve(file));
    }
  }

  @Nested
  class ThePlantedTruth {
    private final World world = World.make(SampleData.SEED);

    @Test
    void separatesLabelsButNotWholly() {
      double auc = auc(World::appeal);
      assertTrue(auc > 0.80 && auc < 0.90, "AUC of the appeal: " + auc);
    }

    @Test
    void needsTheAuthorAndTheSubject() {
      double author = auc((reader, book) -> book.author().quality());
      double age = auc((reader, book) -> reader.generation().taste(book.subject()));
      double land = auc((reader, book) -> reader.land().taste(book.subject()));
      assertTrue(author > 0.65 && author < 0.75, "AUC of the author's quality: " + author);
      assertTrue(age > 0.60 && age < 0.72, "AUC of the generation's taste: " + age);
      assertTrue(land > 0.55 && land < 0.68, "AUC of the country's taste: " + land);
    }

    @Test
    void labelsAreNearlyBalanced() {
      List<Rating> rated = rated();
      double share = rated.stream().filter(r -> r.value() > 7).count() / (double) rated.size();
      assertTrue(share > 0.55 && share < 0.65, "share of ratings above 7: " + share);
      assertTrue(rated.size() > 4000 && rated.size() < 8000, rated.size() + " ratings");
    }

    @Test
    void someReadersHaveNoRatingsAndSomeRatingsNoBook() {
      Set<Reader> raters = new HashSet<>();
      world.ratings().forEach(r -> raters.add(r.reader()));
      assertTrue(raters.size() < World.READERS);
      assertTrue(world.ratings().stream().anyMatch(r -> r.book() == null));
    }

    private List<Rating> rated() {
      return world.ratings().stream().filter(r -> r.value() > 0 && r.book() != null).toList();
    }

    /** The share of pairs of a liked and another rating that the score puts in the right order. */
    private double auc(ToDoubleBiFunction<Reader, Book> score) {
      double[] liked = scores(score, rated().stream().filter(r -> r.value() > 7));
      double[] others = scores(score, rated().stream().filter(r -> r.value() <= 7));
      double right = 0;
      for (double l : liked) {
        for (double o : others) {
          right += l > o ? 1 : l == o ? 0.5 : 0;
        }
      }
      return right / liked.length / others.length;
    }

    private double[] scores(ToDoubleBiFunction<Reader, Book> score, Stream<Rating> ratings) {
      return ratings.mapToDouble(r -> score.applyAsDouble(r.reader(), r.book())).toArray();
    }
  }
}
