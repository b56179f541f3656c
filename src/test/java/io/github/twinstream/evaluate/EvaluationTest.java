package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private final Evaluation evaluation =
      new Evaluation(
          List.of(
              new MetricResult("AUC", 0.61101, 0.6041, 0.618, 0.5, 1, true, 45741, 10471, ""),
              new MetricResult("logloss", 0.66, 0.65, 0.67, 0.673, 0, false, 45741, 10471, ""),
              new MetricResult(
                  "nDCG",
                  0.9674,
                  0.966,
                  0.9688,
                  0.9577,
                  1,
                  true,
                  39515,
                  4245,
                  new Ndcg().note(0.9577)),
              new MetricResult(
                  "gAUC",
                  Double.NaN,
                  Double.NaN,
                  Double.NaN,
                  Double.NaN,
                  Double.NaN,
                  true,
                  0,
                  0,
                  "gAUC is undefined: no user has both a positive and a negative row.")),
          45741,
          10471,
          0.603,
          Bootstrap.seeded(42));

  @Test
  void printsValueIntervalChanceAndCountsOfEveryMetric() {
    assertEquals(
        """
        Evaluation on 45,741 rows of 10,471 users, positives 0.6030
        metric    value  95 % low  95 % high  chance  best possible  better    rows   users
        -----------------------------------------------------------------------------------
        AUC      0.6110    0.6041     0.6180  0.5000         1.0000  higher  45,741  10,471
        logloss  0.6600    0.6500     0.6700  0.6730         0.0000  lower   45,741  10,471
        nDCG     0.9674    0.9660     0.9688  0.9577         1.0000  higher  39,515   4,245
        gAUC                                                         higher       0       0
        Intervals: users drawn again, 1,000 times, seed 42. Chance: scores that know nothing of \
        these rows.
        nDCG is high by chance where users have few rows, or rows of much the same relevance: \
        most orders of them are good. Random scores reach 0.9577 on these rows: read the distance \
        to that, not the value.
        gAUC is undefined: no user has both a positive and a negative row.
        """,
        evaluation.toString());
  }

  @Test
  void saysTheSameInHtml() {
    String html = evaluation.toHtml();

    assertTrue(html.contains("<td style=\"text-align:right\">0.6110</td>"), html);
    assertTrue(html.contains("Random scores reach 0.9577"), html);
  }

  @Test
  void findsAValueByItsName() {
    assertEquals(0.61101, evaluation.value("AUC"));
    assertEquals(4245, evaluation.result("nDCG").users());
  }

  @Test
  void namesTheNearestMetricWhenThereIsNoSuchOne() {
    ConfigException e = assertThrows(ConfigException.class, () -> evaluation.value("ndgc"));

    assertEquals(
        "no metric 'ndgc': there are 'AUC', 'logloss', 'nDCG', 'gAUC'; did you mean 'nDCG'?",
        e.getMessage());
  }

  @Test
  void beatsChanceOnlyWithTheWholeInterval() {
    assertTrue(evaluation.result("AUC").beatsChance());
    assertTrue(evaluation.result("logloss").beatsChance());
    assertFalse(evaluation.result("gAUC").beatsChance());
  }
}
