package io.github.twinstream.comparison;

import static io.github.twinstream.Twinstream.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.Comparison;
import io.github.twinstream.Rerun;
import io.github.twinstream.Streams;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.evaluate.RunRecord;
import io.github.twinstream.evaluate.Verdict;
import io.github.twinstream.model.Contender;
import io.github.twinstream.testing.SampleModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One call from streams to a comparison, on the sample. */
class CompareTest {
  private static Streams streams;
  private static Comparison comparison;

  @BeforeAll
  static void compareOnce() {
    streams = SampleModel.streams(SampleModel.split(), SampleModel.ENCODER);
    comparison =
        compare(
            streams,
            c -> c.training(t -> t.epochs(3).batchSize(256)).resamples(300),
            SampleModel.SMALL,
            logOdds(),
            itemMean(),
            userItemBias(),
            popularity(),
            globalMean(),
            randomScores());
  }

  @Test
  void everyRowHasValuesChanceAndAVerdict() {
    assertEquals("FinalMLP", comparison.table().reference());
    for (String model : comparison.table().models()) {
      assertEquals(0.5, comparison.result(model, "AUC").chance());
      assertEquals(1, comparison.result(model, "AUC").ceiling());
      assertFalse(Double.isNaN(comparison.result(model, "logloss").value()), model);
    }
    assertEquals(Verdict.REFERENCE, comparison.difference("FinalMLP", "AUC").verdict());
    assertTrue(
        comparison.result("item mean", "AUC").value()
            > comparison.result("random", "AUC").value() + 0.1);
  }

  @Test
  void aConstantScoreIsChanceExactly() {
    for (String metric : List.of("AUC", "nDCG", "Recall@3")) {
      assertEquals(
          comparison.result("global mean", metric).chance(),
          comparison.result("global mean", metric).value(),
          1e-12,
          metric);
    }
  }

  @Test
  void saysWhetherTheNetworkEarnsItsPlace() {
    assertEquals(1, comparison.placeEarned().size());
    assertTrue(comparison.placeEarned().get(0).matches("FinalMLP (earns|does not earn) its.*"));
    assertTrue(comparison.toString().contains(comparison.placeEarned().get(0)));
  }

  @Test
  void anotherReferenceNeedsNoTraining() {
    Comparison other = comparison.against("item mean");

    assertEquals(Verdict.WORSE, other.difference("random", "AUC").verdict());
    assertEquals(
        -comparison.difference("item mean", "AUC").value(),
        other.difference("FinalMLP", "AUC").value(),
        1e-12);
    assertEquals(
        "no model 'itemmean': there are 'FinalMLP', 'sum of log-odds', 'item mean', 'user and item"
            + " bias', 'popularity', 'global mean', 'random'; did you mean 'item mean'?",
        assertThrows(ConfigException.class, () -> comparison.against("itemmean")).getMessage());
  }

  @Test
  void aRowRunsAgainFromItsRecordWithTheSameNumbers() {
    for (String model : List.of("FinalMLP", "item mean", "random")) {
      RunRecord read = RunRecord.fromJson(comparison.record(model).toJson());
      assertEquals(comparison.record(model), read);

      Rerun again = rerun(streams, read);

      assertTrue(again.same(), again.toString());
      assertTrue(again.toString().startsWith(model + " again: the same numbers"));
    }
  }

  @Test
  void eachTrainingHasCheckpointsOfItsOwnAndTheSameCallGoesOnFromThem(@TempDir Path folder)
      throws IOException {
    Comparison first = withCheckpoints(folder);
    try (var folders = Files.list(folder)) {
      assertEquals(2, folders.count());
    }
    assertEquals(
        first.result("FinalMLP", "AUC").value(),
        withCheckpoints(folder).result("FinalMLP", "AUC").value());
  }

  private static Comparison withCheckpoints(Path folder) {
    return compare(
        streams,
        c ->
            c.seeds(1, 2)
                .resamples(50)
                .training(t -> t.epochs(1).batchSize(256).checkpoints(folder.toString())),
        SampleModel.SMALL,
        globalMean());
  }

  @Test
  void aRecordOfOtherDataIsRefused() {
    Streams other =
        SampleModel.frame()
            .clean(
                c ->
                    c.dropMissing("Book-Rating", "Book-Title", "Age")
                        .keepWhere("Book-Rating", above(0))
                        .label(above(7), "Book-Rating"))
            .split(s -> s.byGroup("User-ID").ratios(0.7, 0.1, 0.2).seed(42))
            .streams(s -> s.numeric("Age").categorical("Book-Author"));

    ConfigException e =
        assertThrows(ConfigException.class, () -> rerun(other, comparison.record("item mean")));

    assertTrue(
        e.getMessage().startsWith("the record of item mean is of other data: the fields' list is "),
        e.getMessage());
  }

  @Test
  void printsExportsAndDraws(@TempDir Path folder) throws Exception {
    String text = comparison.toString();
    assertTrue(text.contains("AUC (higher is better): chance 0.5000, best possible 1.0000"), text);
    assertTrue(text.contains("Candidates: each user's own test rows."), text);
    assertTrue(text.contains("SHA-256 "), text);
    String[] lines = comparison.toCsv().split("\n");
    assertEquals(1 + 7 * 5, lines.length);
    assertTrue(lines[1].startsWith("FinalMLP,AUC,0."), lines[1]);
    assertTrue(comparison.toLatex().contains("sum of log-odds & "), comparison.toLatex());
    assertEquals(5, comparison.charts().size());
    assertTrue(comparison.toHtml().contains(">no difference shown</td>"));
    for (String name : List.of("c.csv", "c.tex", "c.txt", "c.html", "c.png", "c.svg")) {
      comparison.save(folder.resolve(name).toString());
      assertTrue(Files.size(folder.resolve(name)) > 500, name);
    }
    assertEquals(
        "a comparison cannot be saved as 'c.doc': the name must end in .csv, .tex, .html, .txt,"
            + " .png or .svg",
        assertThrows(ConfigException.class, () -> comparison.save("c.doc")).getMessage());
  }

  @Test
  void otherCandidatesAreOtherNumbersAndSaySo() {
    Comparison own = compare(streams, c -> c.metrics(recallAt(3)), itemMean(), randomScores());
    Comparison sampled =
        compare(
            streams,
            c -> c.metrics(recallAt(3), metric("Coverage@3")).candidates(sampledNegatives(20)),
            itemMean(),
            randomScores());
    Comparison whole =
        compare(
            streams,
            c ->
                c.metrics(recallAt(3), metric("Diversity@3")).candidates(wholeCatalogue().users(9)),
            itemMean(),
            SampleModel.SMALL);

    assertTrue(
        own.result("random", "Recall@3").chance()
            > sampled.result("random", "Recall@3").chance() + 0.1);
    assertEquals(9, whole.result("item mean", "Recall@3").users());
    assertTrue(whole.toString().contains("all other items of the training part, for 9 users"));
    assertTrue(sampled.record("random").candidates().contains("20 items"));
  }

  @Test
  void severalSeedsGiveTheMean() {
    Comparison three =
        compare(streams, c -> c.seeds(1, 2, 3).metrics(auc()), randomScores(), itemMean());
    double sum = 0;
    for (long seed = 1; seed <= 3; seed++) {
      long one = seed;
      sum +=
          compare(streams, c -> c.seeds(one).metrics(auc()).resamples(0), randomScores())
              .result("random", "AUC")
              .value();
    }

    assertEquals(sum / 3, three.result("random", "AUC").value(), 1e-12);
    assertEquals(List.of(1L, 2L, 3L), three.record("random").seeds());
    assertNotEquals(
        comparison.result("random", "AUC").value(), three.result("random", "AUC").value());
  }

  @Test
  void saysWhatCannotBeCompared() {
    Contender unknown =
        new Contender() {
          @Override
          public String name() {
            return "mine";
          }

          @Override
          public String describe() {
            return "mine";
          }
        };

    assertTrue(
        assertThrows(ConfigException.class, () -> compare(streams, unknown))
            .getMessage()
            .endsWith(
                "a comparison takes networks such as finalMlp(), baselines such as popularity(),"
                    + " and trained models"));
    assertEquals(
        "the model 'random' was given twice: give each once, or rename one",
        assertThrows(ConfigException.class, () -> compare(streams, randomScores(), randomScores()))
            .getMessage());
    String message =
        assertThrows(
                ConfigException.class, () -> compare(streams, c -> c.item("ISNB"), popularity()))
            .getMessage();
    assertTrue(message.startsWith("no column 'ISNB': there are 'User-ID', "), message);
    assertTrue(message.endsWith("; did you mean 'ISBN'?"), message);
  }
}
