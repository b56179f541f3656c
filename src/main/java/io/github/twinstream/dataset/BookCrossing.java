package io.github.twinstream.dataset;

import io.github.twinstream.table.CsvReader;
import io.github.twinstream.table.DataTable;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Book-Crossing, collected by Cai-Nicolas Ziegler in August and September 2004. */
final class BookCrossing {
  private static final List<String> USERS = List.of("Users.csv", "BX-Users.csv");
  private static final List<String> RATINGS = List.of("Ratings.csv", "BX-Book-Ratings.csv");
  private static final List<String> BOOKS = List.of("Books.csv", "BX-Books.csv");

  static final Source SOURCE =
      new Source(
          "book-crossing",
          "Book-Crossing",
          "1,149,780 ratings from 0 to 10 by 278,858 readers of 271,379 books",
          "freely available for research use when acknowledged: Ziegler, McNee, Konstan and"
              + " Lausen, Improving Recommendation Lists Through Topic Diversification, WWW 2005."
              + " The original site may be gone: Kaggle's \"Book Recommendation Dataset\" (CC0) has"
              + " the same tables as Users.csv, Ratings.csv and Books.csv",
          URI.create("http://www2.informatik.uni-freiburg.de/~cziegler/BX/BX-CSV-Dump.zip"),
          new Checksum("MD5", "37d647ee9e18ba134ea6d78ee4fe5292"),
          List.of(USERS, RATINGS, BOOKS),
          BookCrossing::read);

  private BookCrossing() {}

  /** Users, left-joined with their ratings and those with the books, as in the article. */
  private static DataTable read(Path folder) {
    return table(folder, USERS)
        .join(table(folder, RATINGS), "User-ID")
        .join(table(folder, BOOKS), "ISBN");
  }

  private static DataTable table(Path folder, List<String> names) {
    return CsvReader.of(Source.file(folder, names).orElseThrow()).read();
  }
}
