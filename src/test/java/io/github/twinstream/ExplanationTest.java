package io.github.twinstream;

import static io.github.twinstream.Twinstream.above;
import static io.github.twinstream.Twinstream.finalMlp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.explain.Neighbours;
import io.github.twinstream.explain.RowExplanation;
import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.model.MlpSpec;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The door to explanations, on readers who like authors of an even number. */
class ExplanationTest {
  private static final FinalMlp SMALL =
      finalMlp().embeddingDim(4).streams(MlpSpec.of(8), MlpSpec.of(8), 2).gateHidden(MlpSpec.of(4));
  private static Model model;
  private static Explanation explanation;

  private static Streams streams() {
    SplittableRandom random = new SplittableRandom(3);
    int rows = 2000;
    String[] user = new String[rows];
    String[] author = new String[rows];
    double[] age = new double[rows];
    double[] rating = new double[rows];
    for (int i = 0; i < rows; i++) {
      user[i] = "u" + i / 10;
      int writer = random.nextInt(6);
      author[i] = "author " + writer;
      age[i] = 20 + i / 10 % 50;
      rating[i] = writer % 2 == 0 ? 9 : random.nextInt(10);
    }
    Table table =
        Table.create(
            "readers",
            StringColumn.create("user", user),
            StringColumn.create("author", author),
            DoubleColumn.create("age", age),
            DoubleColumn.create("rating", rating));
    return Twinstream.of(table)
        .clean(c -> c.label(above(7), "rating"))
        .split(s -> s.byGroup("user").ratios(0.7, 0.1, 0.2).seed(1))
        .streams(
            s ->
                s.numeric("age").categorical("author").stream("user", "age").stream(
                    "item", "author"));
  }

  @BeforeAll
  static void train() {
    model = streams().train(SMALL, t -> t.epochs(4).batchSize(64).learningRate(0.02).seed(5));
    explanation = model.explain();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void printed_it_shows_streams_and_gates_and_brings_their_charts() {
    String text = explanation.toString();
    assertTrue(text.contains("Stream importance over 400 rows"), text);
    assertTrue(text.contains("Gates by column over 400 rows"), text);
    assertTrue(explanation.toHtml().contains("<table"), "html");
    assertEquals(2, explanation.charts().size());
  }

  @Test
  void the_column_that_decides_is_the_most_important() {
    assertEquals("author", explanation.permutation().columns().get(0).column());
    assertTrue(explanation.permutation().column("author").low() > 0.05);
    assertTrue(explanation.partialDependence("author").range() > 0.2);
  }

  @Test
  void the_first_book_is_first_for_its_author() {
    String reader = readerWithMany();
    RowExplanation first = explanation.why("user", reader, 1);
    assertEquals("author", first.effects().get(0).column());
    assertTrue(first.effects().get(0).effect() > 0, first.toString());
    assertTrue(first.against().contains("200 training rows (seed 5)"), first.against());
    RowExplanation among = explanation.whyAmong("user", reader, 1);
    double age =
        among.effects().stream()
            .filter(e -> e.column().equals("age"))
            .findFirst()
            .orElseThrow()
            .effect();
    assertEquals(0, age, 1e-6, "the reader's own age is the same in all rows");
  }

  private static String readerWithMany() {
    return streams().split().test().pick("user", 5);
  }

  @Test
  void authors_that_are_liked_alike_are_neighbours() {
    Neighbours found = explanation.neighbours("author", "author 0");
    assertTrue(
        found.nearest().subList(0, 2).stream()
            .allMatch(n -> n.token().equals("author 2") || n.token().equals("author 4")),
        found.toString());
    assertEquals(6, explanation.embeddingMap("author").spots().size());
  }

  @Test
  void the_test_part_has_not_drifted() {
    assertEquals("stable", explanation.drift().column("author").verdict());
  }

  @Test
  void places_columns_and_tokens_that_are_not_there_are_told() {
    String reader = readerWithMany();
    DataException place =
        assertThrows(DataException.class, () -> explanation.why("user", reader, 11));
    assertEquals(
        "place is 11: it must be from 1 to 10, the rows of user " + reader, place.getMessage());
    DataException column =
        assertThrows(DataException.class, () -> explanation.partialDependence("auther"));
    assertEquals(
        "no column of the model 'auther': there are 'age', 'author'; did you mean 'author'?",
        column.getMessage());
    DataException token =
        assertThrows(DataException.class, () -> explanation.neighbours("author", "author 9"));
    assertTrue(token.getMessage().startsWith("no frequent token of 'author' 'author 9'"));
    ConfigException field =
        assertThrows(ConfigException.class, () -> explanation.neighbours("age", "30"));
    assertEquals("no field with embedded tokens 'age': there are 'author'", field.getMessage());
  }

  @Test
  void without_gates_they_are_asked_for_in_vain() {
    try (Model bare =
        streams().train(SMALL.withoutGates(), t -> t.epochs(1).batchSize(256).seed(5))) {
      ConfigException e = assertThrows(ConfigException.class, () -> bare.explain().gates());
      assertEquals(
          "this FinalMLP was built withoutGates(): there are no gates to show; streams() and"
              + " permutation() explain it",
          e.getMessage());
    }
  }
}
