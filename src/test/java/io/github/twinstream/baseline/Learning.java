package io.github.twinstream.baseline;

import io.github.twinstream.feature.FeaturePlan;
import io.github.twinstream.feature.Features;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.testing.SmallTables;
import java.util.Map;
import java.util.SplittableRandom;

/** Small rows to learn from. */
final class Learning {
  private Learning() {}

  /** Rows of readers and books: {@code user, book, author, age, liked}. */
  static DataTable rows(String[] user, String[] book, String[] author, double[] age, int... liked) {
    Integer[] label = new Integer[liked.length];
    for (int i = 0; i < label.length; i++) {
      label[i] = liked[i];
    }
    return SmallTables.table(
        SmallTables.texts("user", user),
        SmallTables.texts("book", book),
        SmallTables.texts("author", author),
        SmallTables.doubles("age", age),
        SmallTables.ints("liked", label));
  }

  /** Four training rows: book a liked in 2 of 3 rows, book b in 0 of 1. */
  static LearningRows four() {
    DataTable train =
        rows(
            new String[] {"u", "u", "v", "v"},
            new String[] {"a", "a", "a", "b"},
            new String[] {"x", "x", "x", "y"},
            new double[] {20, 20, 30, 30},
            1,
            1,
            0,
            0);
    return of(train, train);
  }

  /** Books a, b and one that is in no training row. */
  static DataTable asked() {
    return rows(
        new String[] {"w", "w", "u"},
        new String[] {"a", "b", "new"},
        new String[] {"x", "y", "z"},
        new double[] {20, 30, 40},
        0,
        0,
        0);
  }

  static LearningRows of(DataTable train, DataTable valid) {
    Features features =
        Features.fit(
            new FeaturePlan()
                .numeric("age").categorical("author").stream("user", "age").stream(
                    "item", "author"),
            train,
            Map.of());
    return new LearningRows(train, valid, "liked", "user", "book", features);
  }

  /** Random rows in which authors before the middle of the alphabet are liked more often. */
  static DataTable planted(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] user = new String[rows];
    String[] book = new String[rows];
    String[] author = new String[rows];
    double[] age = new double[rows];
    int[] liked = new int[rows];
    for (int i = 0; i < rows; i++) {
      user[i] = "u" + i / 10;
      int writer = random.nextInt(20);
      author[i] = String.valueOf((char) ('a' + writer));
      book[i] = author[i] + random.nextInt(30);
      age[i] = random.nextInt(70);
      double chance = writer < 10 ? 0.8 : 0.3;
      liked[i] = random.nextDouble() < chance ? 1 : 0;
    }
    return rows(user, book, author, age, liked);
  }
}
