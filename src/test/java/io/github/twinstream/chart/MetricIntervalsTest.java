package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.evaluate.Bootstrap;
import io.github.twinstream.evaluate.Evaluation;
import io.github.twinstream.evaluate.MetricResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricIntervalsTest {
  private static final double NONE = Double.NaN;
  private final MetricResult auc =
      new MetricResult("AUC", 0.611, 0.604, 0.618, 0.5, 1, true, 9, 3, "");
  private final MetricResult loss =
      new MetricResult("logloss", 0.66, NONE, NONE, NONE, 0, false, 9, 3, "");
  private final MetricResult gauc =
      new MetricResult("gAUC", NONE, NONE, NONE, NONE, NONE, true, 0, 0, "");

  @Test
  void saysEveryValueWithIntervalAndChance() {
    Chart chart = MetricIntervals.of(evaluation(auc, loss, gauc));

    assertEquals(
        "AUC 0.6110 [0.6040, 0.6180], chance 0.5000; logloss 0.6600, lower is better; gAUC"
            + " undefined.",
        chart.alt());
    assertTrue(chart.png().length > 1000);
  }

  @Test
  void saysThatNothingIsDefined() {
    assertEquals(
        "No data: no metric is defined on these rows.", MetricIntervals.of(evaluation(gauc)).alt());
  }

  private static Evaluation evaluation(MetricResult... results) {
    return new Evaluation(List.of(results), 9, 3, 0.5, Bootstrap.seeded(1));
  }
}
