package io.github.twinstream.sample;

import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a small synthetic set of book ratings in the shape of Kaggle's Book-Crossing files: {@code
 * Users.csv}, {@code Ratings.csv} and {@code Books.csv}. All of it is invented.
 *
 * <p><b>The planted truth.</b> How much a reader likes a book is the sum of
 *
 * <ul>
 *   <li>the author's quality: normal, standard deviation 0.8;
 *   <li>0.9 times what the reader's generation (to 24, to 49, older) thinks of the book's subject,
 *       from −1.3 to 1.4;
 *   <li>0.8 times what the reader's country thinks of the subject: 1, 0 or −1;
 *   <li>the reader's mood, the same for all books and seen nowhere: normal, standard deviation 0.3;
 *   <li>noise: normal, standard deviation 1.
 * </ul>
 *
 * The rating is 8.6 plus 1.3 times that sum, rounded down and kept from 1 to 10, so that ratings
 * above 7 are those whose sum is at least −0.46. The subject is no column: it shows in the words of
 * the title, in ten languages, and in six of ten publishers. Readers choose books of their
 * country's language most often, but not by taste. One rating in eight is 0: read and not rated.
 *
 * <p>The sum without mood and noise, which is all that a model can learn, has an AUC of 0.87
 * against the label "rating above 7".
 *
 * <p><b>Dirt</b>, as in the real files: ages missing, 0 and 244; locations with missing, {@code
 * n/a}, too few and too many parts; years 0 and 2050; rows whose columns have slipped by one;
 * missing titles, authors and publishers; HTML entities, quotes and commas in titles; ISBNs with
 * leading zeros and a final X; ratings of unknown books; readers without ratings.
 */
public final class SampleData {
  /** The seed of the files in the {@code data} folder. */
  public static final long SEED = 42;

  private SampleData() {}

  /**
   * Writes the three files in UTF-8, replacing those of their names. The same seed gives the same
   * bytes on every machine.
   *
   * @param folder where to write; made if it is not there
   * @param seed what all random choices depend on
   * @throws DataException if a file cannot be written
   */
  public static void write(Path folder, long seed) {
    SampleFiles files = new SampleFiles(World.make(seed), seed);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("Users.csv"), files.users());
      Files.writeString(folder.resolve("Ratings.csv"), files.ratings());
      Files.writeString(folder.resolve("Books.csv"), files.books());
    } catch (IOException e) {
      throw new DataException("the sample data cannot be written into " + folder + ": " + e, e);
    }
  }
}
