package io.github.twinstream;

import static io.github.twinstream.Twinstream.above;
import static io.github.twinstream.Twinstream.load;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.testing.SampleModel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Faulty data through the whole chain: a right answer, or a message that says what to do. */
class HostileDataTest {
  @TempDir private Path folder;

  private Cleaned cleaned(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("data.csv"), csv);
    return load(file.toString()).clean(c -> c.label(above(5), "rating"));
  }

  private static Streams streams(Cleaned cleaned) {
    return cleaned
        .split(s -> s.byRow().ratios(0.6, 0.2, 0.2).seed(1))
        .streams(
            s -> s.numeric("age").categorical("city").stream("user", "age").stream("item", "city"));
  }

  private static String rows(int count, String age, String city) {
    StringBuilder csv = new StringBuilder("age,city,rating\n");
    for (int i = 0; i < count; i++) {
      csv.append(age.equals("i") ? String.valueOf(20 + i % 40) : age);
      csv.append(',').append(city.equals("i") ? "c" + i % 7 : city);
      csv.append(',').append(1 + i % 10).append('\n');
    }
    return csv.toString();
  }

  private static String refused(Executable work) {
    RuntimeException refusal = assertThrows(RuntimeException.class, work);
    assertTrue(
        refusal instanceof DataException || refusal instanceof ConfigException, refusal::toString);
    return refusal.getMessage();
  }

  @Test
  void a_table_of_one_row_cannot_be_trained_on_and_says_so() throws IOException {
    Cleaned one = cleaned(rows(1, "i", "i"));
    assertEquals(1, one.data().rows());
    String message = refused(() -> streams(one).train(SampleModel.SMALL, t -> t.epochs(1)));
    assertTrue(message.contains("1 row") || message.contains("0 rows"), message);
  }

  @Test
  void a_column_of_numbers_without_any_value_is_refused_with_its_name() throws IOException {
    Cleaned ageless = cleaned(rows(100, "", "i"));
    String message = refused(() -> streams(ageless));
    assertTrue(message.contains("'age'"), message);
  }

  @Test
  void a_category_without_any_value_counts_for_nothing() throws IOException {
    try (Model model =
        streams(cleaned(rows(100, "i", ""))).train(SampleModel.SMALL, t -> t.epochs(1))) {
      double[] scores = model.score(cleaned(rows(20, "i", "")).data());
      assertTrue(Arrays.stream(scores).allMatch(s -> s > 0 && s < 1));
      assertArrayEquals(scores, model.score(cleaned(rows(20, "i", "x")).data()), 0);
    }
  }

  @Test
  void a_column_name_that_comes_twice_is_refused() throws IOException {
    String message = refused(() -> cleaned("age,city,age,rating\n1,2,3,4\n"));
    assertTrue(message.contains("'age'"), message);
    Path left = Files.writeString(folder.resolve("l.csv"), "id,age\n1,2\n");
    Path right = Files.writeString(folder.resolve("r.csv"), "id,age\n1,3\n");
    assertEquals(
        List.of("id", "age", "age_right"),
        load(left.toString()).join(load(right.toString()), "id").data().columns());
  }

  @Test
  void infinities_and_what_is_no_number_are_told_apart() throws IOException {
    String message = refused(() -> streams(cleaned(rows(50, "Infinity", "i"))));
    assertTrue(message.contains("'age'"), message);
    Cleaned some = cleaned(rows(50, "i", "i") + "NaN,c1,3\nNA,c2,9\n");
    try (Model model = streams(some).train(SampleModel.SMALL, t -> t.epochs(1))) {
      assertTrue(Arrays.stream(model.score(some.data())).allMatch(Double::isFinite));
    }
  }

  @Test
  void a_cell_of_a_million_letters_is_one_more_word() throws IOException {
    Cleaned long1 = cleaned(rows(60, "i", "i") + "30," + "x".repeat(1_000_000) + ",7\n");
    try (Model model = streams(long1).train(SampleModel.SMALL, t -> t.epochs(1))) {
      assertTrue(Arrays.stream(model.score(long1.data())).allMatch(Double::isFinite));
    }
  }

  @Test
  void a_file_that_claims_ten_gigabytes_of_nothing_is_refused_at_once() throws IOException {
    Path file = folder.resolve("claims.csv");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.writeBytes("age,city,rating\n1,a,2\n");
      sparse.setLength(10_000_000_000L);
    }
    String message = refused(() -> load(file.toString()));
    assertTrue(message.contains("it is not text"), message);
  }
}
