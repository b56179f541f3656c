package io.github.twinstream.bundle;

import static io.github.twinstream.Twinstream.open;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.Model;
import io.github.twinstream.Split;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.rank.Ranking;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.testing.SampleModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedModelTest {
  private static final Map<String, Object> ROW =
      Map.of(
          "Location", "pelandra, , usa",
          "Age", 45,
          "Book-Title", "A Winter of Wolves",
          "Book-Author", "Calla Fasenkova",
          "Year-Of-Publication", "1995",
          "Publisher", "Orchard Table");

  @TempDir private static Path folder;
  private static Split split;
  private static Model model;
  private static Path file;
  private static ServedModel served;

  @BeforeAll
  static void save() {
    split = SampleModel.split();
    model = SampleModel.train(SampleModel.streams(split, SampleModel.ENCODER));
    file = folder.resolve("books.twin");
    model.save(file.toString());
    served = open(file.toString(), SampleModel.ENCODER);
  }

  @AfterAll
  static void close() {
    model.close();
    served.close();
  }

  @Test
  void an_opened_model_gives_the_scores_of_the_model_that_was_saved() {
    DataTable test = split.test().data();
    assertArrayEquals(model.score(test), served.score(test), 0);
    assertArrayEquals(model.score(test), served.score(test.table()), 0);
  }

  @Test
  void rows_one_by_one_in_plain_java_have_the_scores_that_they_have_among_many() {
    DataTable test = split.test().data();
    double[] many = served.score(test);
    double[] one = new double[many.length];
    for (int row = 0; row < one.length; row++) {
      one[row] = served.score(test.rows(new int[] {row}, "one"))[0];
    }
    assertArrayEquals(many, one, 1e-5);
  }

  @Test
  void a_cell_of_a_million_letters_is_scored() {
    double score = served.score(with("Book-Title", "x".repeat(1_000_000)));
    assertTrue(score >= 0 && score <= 1);
    String message = refused(Map.of("x".repeat(1_000_000), 1));
    assertTrue(message.length() < 2000, message);
  }

  @Test
  void raw_rows_are_cleaned_as_the_training_rows_were() {
    // GIVEN raw rows of the sample, which hold locations and years as text
    DataTable raw = SampleModel.frame().data();
    int[] rows = {0, 1, 2, 50, 999};
    DataTable some = raw.rows(rows, "some");
    // WHEN they are cleaned by hand
    Map<String, Object> cleaned = new HashMap<>(ROW);
    cleaned.remove("Location");
    cleaned.put("country", "usa");
    // THEN both ways give one score
    assertEquals(served.score(ROW), served.score(cleaned));
    assertEquals(rows.length, served.score(some).length);
    Map<String, Object> old = new HashMap<>(ROW);
    old.put("Age", 101);
    Map<String, Object> ageless = new HashMap<>(ROW);
    ageless.remove("Age");
    assertEquals(served.score(ageless), served.score(old));
    assertNotEquals(served.score(ROW), served.score(old));
  }

  @Test
  void what_is_missing_and_what_was_not_seen_have_scores() {
    double unseen = served.score(with("Book-Author", "Nobody At All"));
    assertEquals(served.score(with("Book-Author", null)), unseen);
    assertEquals(unseen, served.score(with("Book-Author", "")));
    assertTrue(unseen > 0 && unseen < 1);
    assertEquals(served.score(with("Age", null)), served.score(with("Age", "NA")));
    assertEquals(served.score(with("Age", Double.NaN)), served.score(with("Age", null)));
    assertEquals(
        served.score(with("Year-Of-Publication", 1995)),
        served.score(with("Year-Of-Publication", "1995")));
  }

  @Test
  void what_cannot_be_read_is_refused_with_the_next_step() {
    assertEquals(
        "row 1: column 'Age' is 'old': it must be a number, or null where it is missing",
        refused(with("Age", "old")));
    assertEquals(
        "row 1: column 'Age' is 'Infinity': it must be a finite number, or null where it is"
            + " missing",
        refused(with("Age", Double.POSITIVE_INFINITY)));
    assertEquals(
        "row 1: column 'Book-Title' is '[a]': it must be a text, a number or a truth value, or null"
            + " where it is missing",
        refused(with("Book-Title", List.of("a"))));
    String unknown = refused(Map.of("Book-Autor", "x"));
    assertTrue(unknown.endsWith("; did you mean 'Book-Author'?"), unknown);
    List<Map<String, Object>> many = new ArrayList<>(Collections.nCopies(9000, ROW));
    many.set(8999, with("Age", "old"));
    String far = assertThrows(DataException.class, () -> served.score(many)).getMessage();
    assertTrue(far.startsWith("row 9000: column 'Age' is 'old'"), far);
    String nothing = refused(Map.of("User-ID", 3));
    assertTrue(
        nothing.startsWith("row 1 names only [User-ID]: it must name at least one"), nothing);
    assertTrue(refused(Map.of()).startsWith("row 1 names no column"));
  }

  @Test
  void a_number_beyond_all_bounds_is_no_silent_nonsense() {
    for (double year : new double[] {1e30, -1e30, 1e300, Double.MAX_VALUE}) {
      Map<String, Object> row = with("Year-Of-Publication", year);
      row.put("Book-Title", "x");
      assertTrue(Double.isFinite(served.score(row)));
    }
    String message = refused(with("Age", -1e300));
    assertTrue(message.startsWith("row 1 has the score NaN: a number in it is too far"), message);
  }

  @Test
  void a_ranking_has_the_models_columns_first_whatever_order_the_candidates_have() {
    Map<String, Object> book = new LinkedHashMap<>();
    List<String> own = served.columns().stream().filter(c -> c.startsWith("Book")).toList();
    book.put("User-ID", "7");
    for (int i = own.size() - 1; i >= 0; i--) {
      book.put(own.get(i), "x");
    }
    List<String> wanted = new ArrayList<>(List.of("score", "candidate"));
    wanted.addAll(own);
    wanted.add("User-ID");
    assertEquals(wanted, served.rank(Map.of("Age", 30), List.of(book), 1).table().columns());
  }

  @Test
  void candidates_are_ranked_for_a_user() {
    Map<String, Object> user = Map.of("Age", 30, "country", "usa");
    List<Map<String, Object>> books =
        List.of(
            Map.of("Book-Title", "One", "Publisher", "Orchard Table"),
            Map.of("Book-Title", "Two"),
            Map.of("Book-Title", "Three", "Book-Author", "Calla Fasenkova"));
    Ranking best = served.rank(user, books, 2);
    assertEquals(2, best.table().rows());
    double[] scores = best.table().numbers("score");
    assertTrue(scores[0] >= scores[1]);
    int first = (int) best.table().numbers("candidate")[0];
    Map<String, Object> row = new HashMap<>(user);
    row.putAll(books.get(first));
    assertEquals(served.score(row), scores[0], 1e-6);
    assertEquals(books.get(first).get("Book-Title"), best.table().tokens("Book-Title")[0]);
    assertEquals(3, served.rank(user, books, 99).table().rows());
    assertEquals(0, served.rank(user, List.of(), 5).table().rows());
    assertEquals(
        "k is 0: it must be at least 1",
        assertThrows(ConfigException.class, () -> served.rank(user, books, 0)).getMessage());
  }

  @Test
  void eight_threads_get_the_numbers_of_one() throws Exception {
    DataTable test = split.test().data();
    double[] alone = served.score(test);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<double[]>> work = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        work.add(() -> served.score(test));
      }
      for (Future<double[]> scores : pool.invokeAll(work)) {
        assertArrayEquals(alone, scores.get(), 0);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void calibration_keeps_the_order_and_moves_the_mean_to_the_truth() {
    Path calibrated = folder.resolve("calibrated.twin");
    model.save(calibrated.toString(), s -> s.title("Calibrated").calibrated());
    DataTable valid = split.valid().data();
    double[] before = model.score(valid);
    try (ServedModel opened = open(calibrated.toString(), SampleModel.ENCODER)) {
      double[] after = opened.score(valid);
      double truth = mean(valid.numbers("label"));
      assertTrue(Math.abs(mean(after) - truth) < 0.005, mean(after) + " beside " + truth);
      assertTrue(Math.abs(mean(after) - truth) <= Math.abs(mean(before) - truth) + 1e-9);
      assertTrue((before[0] - before[1]) * (after[0] - after[1]) >= 0);
    }
  }

  @Test
  void the_card_says_what_it_is_for_how_good_and_what_of() throws Exception {
    String card = served.toString();
    assertTrue(card.startsWith("# books.twin"), card);
    for (String wanted :
        List.of(
            "## Intended use",
            "## Limits",
            "| metric | value | low | high | chance | better |",
            "| AUC | ",
            "Users.csv",
            "byGroup('User-ID'), ratios(0.7, 0.1, 0.2), seed(42)",
            "Book-Author: categorical",
            "by letters-v1",
            "label(above 7, 'Book-Rating')")) {
      assertTrue(card.contains(wanted), wanted + " in " + card);
    }
    assertEquals(64, served.facts().sources().get(0).sha256().length());
    Files.writeString(Path.of("target/model-card.html"), new ModelCard(served.facts()).html());
  }

  @Test
  void an_encoder_that_is_not_there_is_asked_for() {
    String message = assertThrows(DataException.class, () -> open(file.toString())).getMessage();
    assertTrue(
        message.contains(
            "column 'Book-Title' was embedded by 'letters-v1', which is not one of the library's:"
                + " give it when opening"),
        message);
  }

  private static Map<String, Object> with(String column, Object value) {
    Map<String, Object> row = new LinkedHashMap<>(ROW);
    row.put(column, value);
    return row;
  }

  private static String refused(Map<String, Object> row) {
    return assertThrows(DataException.class, () -> served.score(row)).getMessage();
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElseThrow();
  }
}
