package io.github.twinstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.twinstream.bundle.ServedModel;
import io.github.twinstream.clean.Condition;
import io.github.twinstream.model.NetworkSpecs;
import io.github.twinstream.table.DataTable;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Every network by its word, with its default settings, from rows to a file and back. */
class EveryModelTest {
  @TempDir Path folder;

  private static Table rows() {
    SplittableRandom random = new SplittableRandom(3);
    IntColumn user = IntColumn.create("user");
    DoubleColumn age = DoubleColumn.create("age");
    StringColumn author = StringColumn.create("author");
    StringColumn country = StringColumn.create("country");
    IntColumn rating = IntColumn.create("rating");
    for (int row = 0; row < 160; row++) {
      int writer = random.nextInt(6);
      user.append(row / 4);
      age.append(random.nextInt(60));
      author.append("writer" + writer);
      country.append(random.nextInt(6) == 0 ? "" : "land" + random.nextInt(3));
      rating.append(Math.min(10, 1 + 3 * (writer % 3) + random.nextInt(4)));
    }
    return Table.create("ratings", user, age, author, country, rating);
  }

  private static Streams streams() {
    return Twinstream.of(rows())
        .clean(c -> c.label(Condition.above(5), "rating"))
        .split(s -> s.byGroup("user").seed(1))
        .streams(
            s ->
                s.numeric("age").categorical("author", "country").stream("user", "age", "country")
                    .stream("item", "author"));
  }

  @ParameterizedTest
  @MethodSource("io.github.twinstream.model.NetworkSpecs#words")
  void it_trains_by_its_word_and_an_opened_copy_gives_the_same_scores(String word) {
    Streams streams = streams();
    String file = folder.resolve(word + ".twin").toString();
    DataTable test = streams.split().test().data();
    try (Model model = streams.train(NetworkSpecs.named(word), t -> t.epochs(1).batchSize(64))) {
      assertEquals(1, model.history().size());
      model.save(file);
      try (ServedModel opened = Twinstream.open(file)) {
        assertArrayEquals(model.score(test), opened.score(test), 0);
      }
    }
  }
}
