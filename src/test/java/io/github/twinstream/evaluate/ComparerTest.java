package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.rank.ScoredRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a comparison may and may not claim. */
class ComparerTest {
  private static Entrant entrant(String name, ScoredRows rows) {
    return new Entrant(
        name,
        List.of(rows),
        !name.startsWith("net"),
        Cost.UNKNOWN,
        RunRecord.unknown(name, "test", "00"));
  }

  /** Scores that know the truth as well as others, with errors of their own. */
  private static double[] noisy(ScoredRows rows, double noise, long seed) {
    Random random = new Random(seed);
    double[] score = new double[rows.rows()];
    for (int i = 0; i < score.length; i++) {
      double logit = 0.4 * (rows.relevance()[i] - 8) + noise * random.nextGaussian();
      score[i] = 1 / (1 + Math.exp(-logit));
    }
    return score;
  }

  @Test
  void equallyGoodModelsAreCalledDifferentAtTheNominalRate() {
    // GIVEN 200 pairs of models that are equally good WHEN each pair is compared at level 0.05
    int different = 0;
    for (int seed = 0; seed < 200; seed++) {
      ScoredRows rows = Rows.random(800, 120, seed);
      ComparisonTable table =
          Comparer.compare(
              List.of(
                  entrant("net a", rows.withScores(noisy(rows, 1.5, 2 * seed + 7000))),
                  entrant("net b", rows.withScores(noisy(rows, 1.5, 2 * seed + 7001)))),
              List.of(new Auc(), new Ndcg()),
              new Bootstrap(50, 0.95, seed),
              PairedTest.PERMUTATION);
      boolean any =
          table.allDifferences().stream()
              .anyMatch(d -> d.verdict() == Verdict.BETTER || d.verdict() == Verdict.WORSE);
      different += any ? 1 : 0;
    }

    // THEN about 5 % of the tables claim a difference: at most 20 of 200 (p < 0.002 beyond that)
    assertTrue(different <= 20, different + " of 200 tables claim a difference");
  }

  @Test
  void aBetterModelIsFoundToBeBetter() {
    ScoredRows rows = Rows.random(6000, 1200, 1);
    ComparisonTable table =
        Comparer.compare(
            List.of(
                entrant("mean", rows.withScores(noisy(rows, 3, 1))),
                entrant("net", rows.withScores(noisy(rows, 0.5, 2)))),
            List.of(new Auc(), new GroupAuc(), new LogLoss(), new Ndcg()),
            Bootstrap.seeded(1),
            PairedTest.PERMUTATION);

    for (String metric : table.metrics()) {
      Difference d = table.difference("net", metric);
      assertEquals(Verdict.BETTER, d.verdict(), d.toString());
      assertTrue(d.low() <= d.value() && d.value() <= d.high(), d.toString());
      assertTrue(d.adjusted() >= d.p());
    }
    assertEquals(Verdict.WORSE, table.against("net").difference("mean", "AUC").verdict());
    assertTrue(
        table.placeEarned().get(0).startsWith("net earns its place: it is better than the best"),
        table.placeEarned().toString());
  }

  @Test
  void underShuffledLabelsIntervalsCoverChance() {
    int covered = 0;
    int all = 0;
    for (int seed = 0; seed < 40; seed++) {
      ScoredRows known = Rows.random(800, 120, seed);
      ScoredRows rows = shuffled(known, seed);
      ComparisonTable table =
          Comparer.compare(
              List.of(
                  entrant("net", rows.withScores(noisy(known, 0.5, seed))),
                  entrant("other", rows.withScores(noisy(known, 2, seed)))),
              List.of(new Auc(), new GroupAuc(), new Ndcg(), new RecallAt(3), new MapAt(5)),
              new Bootstrap(200, 0.95, seed),
              PairedTest.PERMUTATION);
      for (String model : table.models()) {
        for (String metric : table.metrics()) {
          MetricResult r = table.result(model, metric);
          all++;
          covered += r.low() <= r.chance() && r.chance() <= r.high() ? 1 : 0;
        }
      }
    }

    assertTrue(covered >= 0.9 * all, covered + " of " + all + " intervals cover chance");
  }

  @Test
  void fiveModelsOfAMillionRowsTakeSeconds() {
    ScoredRows rows = Rows.random(1_000_000, 60_000, 3);
    List<Entrant> five = new ArrayList<>();
    for (int m = 0; m < 5; m++) {
      five.add(entrant("net " + m, rows.withScores(noisy(rows, 1 + m, m))));
    }
    long started = System.nanoTime();
    ComparisonTable table =
        Comparer.compare(
            five,
            List.of(new Auc(), new GroupAuc(), new LogLoss(), new Ndcg(), new RecallAt(3)),
            Bootstrap.seeded(1),
            PairedTest.PERMUTATION);
    double seconds = (System.nanoTime() - started) / 1e9;

    assertEquals(25, table.allDifferences().size());
    System.out.printf("five models of a million rows: %.1f s%n", seconds);
    assertTrue(seconds < 60, seconds + " s; 20 s on two free cores");
  }

  @Test
  void printsWordsNotOnlyNumbers() {
    ScoredRows rows = Rows.ofOneUser(new double[] {0.9, 0.1}, 1, 0);
    ComparisonTable table =
        Comparer.compare(
            List.of(entrant("net", rows), entrant("mean", rows.withScores(new double[2]))),
            List.of(new Auc()),
            new Bootstrap(0, 0.95, 1),
            PairedTest.WILCOXON);

    assertEquals(
        "AUC (higher is better): chance 0.5000, best possible 1.0000, on 2 rows of 1 users",
        table.toString().lines().findFirst().orElseThrow());
    String text = table.toString();
    assertTrue(text.contains("reference"), text);
    assertTrue(text.contains("no difference shown"), text);
    assertTrue(
        text.contains(
            "net does not earn its place: no difference is shown from the best simple model, mean"
                + " (AUC 1.0000 against 0.5000, p 1.0000)."),
        text);
    assertTrue(text.contains("Verdicts: Wilcoxon signed-rank test over users"), text);
  }

  @Test
  void quotesWhatCsvAndLatexNeedQuoted() {
    ScoredRows rows = Rows.ofOneUser(new double[] {0.9, 0.1}, 1, 0);
    ComparisonTable table =
        Comparer.compare(
            List.of(entrant("a_b, \"c\"", rows)),
            List.of(new Auc(), new CalibrationRatio()),
            new Bootstrap(0, 0.95, 1),
            PairedTest.PERMUTATION);

    assertTrue(table.toCsv().lines().skip(1).allMatch(l -> l.startsWith("\"a_b, \"\"c\"\"\",")));
    assertTrue(table.toLatex().contains("a\\_b, \"c\" & 1.0000 & "), table.toLatex());
    assertTrue(table.toLatex().contains("\\textbar{}predicted/observed-1\\textbar{}"));
  }

  @Test
  void modelsOfOtherRowsAreRefused() {
    ScoredRows rows = Rows.ofOneUser(new double[] {0.9, 0.1, 0.3}, 1, 0, 0);
    ScoredRows other = Rows.ofOneUser(new double[] {0.9, 0.1, 0.3}, 1, 1, 0);

    assertEquals(
        "a has 3 rows and b has 3, and they differ from row 1 on: models are compared on the same"
            + " rows in the same order",
        assertThrows(
                ConfigException.class,
                () ->
                    Comparer.compare(
                        List.of(entrant("a", rows), entrant("b", other)),
                        List.of(new Auc()),
                        Bootstrap.seeded(1),
                        PairedTest.PERMUTATION))
            .getMessage());
    assertEquals(
        "0 models were given: a comparison needs at least one",
        assertThrows(
                ConfigException.class,
                () ->
                    Comparer.compare(
                        List.of(), List.of(new Auc()), Bootstrap.seeded(1), PairedTest.PERMUTATION))
            .getMessage());
  }

  @Test
  void everyMetricIsFoundByItsName() {
    for (String name : Metrics.names()) {
      assertEquals(name, Metrics.named(name).name());
    }
    assertEquals(new NdcgExponential(5), Metrics.named("NDCG(k=5)"));
    assertEquals(new CalibrationError(3), Metrics.named("ECE(bins=3)"));
    assertTrue(
        assertThrows(ConfigException.class, () -> Metrics.named("Recal@3"))
            .getMessage()
            .startsWith("no metric 'Recal@3': there are 'AUC', "));
  }

  @Test
  void whatIsNoRecordIsRefused() {
    assertTrue(
        assertThrows(DataException.class, () -> RunRecord.fromJson("{not json"))
            .getMessage()
            .startsWith("this is no record of a comparison's row: '{not json'; give one that"));
    assertThrows(DataException.class, () -> RunRecord.fromJson("[1]"));
    assertThrows(DataException.class, () -> RunRecord.fromJson("{}"));
  }

  private static ScoredRows shuffled(ScoredRows rows, long seed) {
    Random random = new Random(seed + 99);
    float[] label = rows.label().clone();
    double[] relevance = rows.relevance().clone();
    for (int i = label.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      float y = label[i];
      label[i] = label[j];
      label[j] = y;
      double r = relevance[i];
      relevance[i] = relevance[j];
      relevance[j] = r;
    }
    return new ScoredRows(
        rows.score(), label, relevance, rows.group(), rows.groups(), rows.baseRate());
  }
}
