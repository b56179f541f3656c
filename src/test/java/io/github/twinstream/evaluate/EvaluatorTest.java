package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.rank.ScoredRows;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final List<Metric> ALL =
      List.of(
          new Auc(),
          new GroupAuc(),
          new GroupAuc(GroupAuc.Weighting.EQUAL),
          new LogLoss(),
          new Ndcg(),
          new Ndcg(10),
          new NdcgExponential(5),
          new Mrr(),
          new RecallAt(3));

  @Test
  void givesEveryMetricAnIntervalAroundItsValue() {
    Evaluation evaluation = Evaluator.evaluate(Rows.random(3000, 300, 1), ALL, 42);

    assertEquals(
        List.of(
            "AUC",
            "gAUC",
            "avgAUC",
            "logloss",
            "nDCG",
            "nDCG@10",
            "NDCG(k=5)",
            "MRR(all)",
            "Recall@3"),
        evaluation.results().stream().map(MetricResult::metric).toList());
    for (MetricResult r : evaluation.results()) {
      assertTrue(r.low() < r.value() && r.value() < r.high(), r.toString());
    }
  }

  @Test
  void intervalsCoverChanceForScoresThatKnowNothing() {
    // GIVEN 40 evaluations of random scores WHEN each gives 95 % intervals
    int covered = 0;
    int all = 0;
    for (int seed = 0; seed < 40; seed++) {
      ScoredRows rows = shuffledScores(Rows.random(2000, 300, seed), seed);
      Evaluation evaluation =
          Evaluator.evaluate(
              rows,
              List.of(new Auc(), new GroupAuc(), new Ndcg(), new Mrr(), new RecallAt(3)),
              new Bootstrap(200, 0.95, seed));
      for (MetricResult r : evaluation.results()) {
        all++;
        covered += r.low() <= r.chance() && r.chance() <= r.high() ? 1 : 0;
      }
    }

    // THEN about 95 % of them hold the chance level
    assertTrue(covered >= 0.88 * all, covered + " of " + all);
  }

  @Test
  void saysWhyAMetricIsUndefined() {
    Evaluation evaluation =
        Evaluator.evaluate(Rows.ofOneUser(new double[] {0.4}, 1), List.of(new Auc()), 1);

    assertEquals(
        List.of("AUC is undefined: there is only one class: all 1 labels are 1."),
        evaluation.notes());
  }

  @Test
  void noRowsGiveAnEvaluationWithoutValues() {
    Evaluation evaluation = Evaluator.evaluate(Rows.none(), ALL, 1);

    for (MetricResult r : evaluation.results()) {
      assertEquals(Double.NaN, r.value(), r.metric());
      assertEquals(Double.NaN, r.chance(), r.metric());
      assertEquals(r.metric() + " is undefined: there are no rows.", r.note());
    }
  }

  @Test
  void refusesNanScoresInEveryMetric() {
    ScoredRows rows = Rows.of(new double[] {Double.NaN, 0.5, 0.3}, new int[3], 1, 0, 1);
    for (Metric metric : ALL) {
      assertThrows(
          DataException.class, () -> Evaluator.evaluate(rows, List.of(metric), 1), metric.name());
    }
  }

  @Test
  void refusesNoMetricAndAMetricGivenTwice() {
    assertEquals(
        "0 metrics were given: give at least one, such as auc() or recallAt(3)",
        assertThrows(ConfigException.class, () -> Evaluator.evaluate(Rows.none(), List.of(), 1))
            .getMessage());
    assertEquals(
        "the metric 'Recall@3' was given twice: give each once",
        assertThrows(
                ConfigException.class,
                () -> Evaluator.evaluate(Rows.none(), List.of(new RecallAt(3), new RecallAt(3)), 1))
            .getMessage());
  }

  @Test
  void theOrderOfTheRowsNeverMattersEvenWithTies() {
    ScoredRows rows = Rows.random(500, 30, 9);
    double[] rounded =
        java.util.Arrays.stream(rows.score()).map(s -> Math.rint(s * 5) / 5).toArray();
    ScoredRows tied =
        new ScoredRows(rounded, rows.label(), rows.relevance(), rows.group(), 30, 0.5);
    Bootstrap none = new Bootstrap(0, 0.95, 0);

    Evaluation before = Evaluator.evaluate(tied, ALL, none);
    Evaluation after = Evaluator.evaluate(reversed(tied), ALL, none);

    for (Metric metric : ALL) {
      assertEquals(before.value(metric.name()), after.value(metric.name()), 1e-12, metric.name());
    }
  }

  private static ScoredRows shuffledScores(ScoredRows rows, long seed) {
    double[] score = new Random(seed + 1000).doubles(rows.rows()).toArray();
    return new ScoredRows(
        score, rows.label(), rows.relevance(), rows.group(), rows.groups(), rows.baseRate());
  }

  private static ScoredRows reversed(ScoredRows rows) {
    int n = rows.rows();
    double[] score = new double[n];
    float[] label = new float[n];
    double[] relevance = new double[n];
    int[] group = new int[n];
    for (int i = 0; i < n; i++) {
      score[i] = rows.score()[n - 1 - i];
      label[i] = rows.label()[n - 1 - i];
      relevance[i] = rows.relevance()[n - 1 - i];
      group[i] = rows.group()[n - 1 - i];
    }
    return new ScoredRows(score, label, relevance, group, rows.groups(), rows.baseRate());
  }
}
