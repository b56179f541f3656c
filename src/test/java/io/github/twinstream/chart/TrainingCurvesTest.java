package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.train.EpochResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingCurvesTest {
  @Test
  void saysTheBestEpoch() {
    Chart chart =
        TrainingCurves.of(
            List.of(
                epoch(1, 0.7, 0.58, true), epoch(2, 0.6, 0.61, true), epoch(3, 0.5, 0.6, false)));

    assertEquals(
        "3 evaluations; best epoch 2: training loss 0.6000, validation AUC 0.6100.", chart.alt());
    assertTrue(chart.png().length > 1000);
  }

  @Test
  void drawsALossWithoutValidation() {
    Chart chart =
        TrainingCurves.of(
            List.of(
                new EpochResult(1, 0.7, Map.of(), 1e-3, 1, 1, false),
                new EpochResult(2, 0.6, Map.of(), 1e-3, 1, 1, false)));

    assertEquals("2 evaluations, none marked best.", chart.alt());
    assertTrue(chart.png().length > 1000);
  }

  @Test
  void leavesOutWhatIsNotFinite() {
    Chart chart =
        TrainingCurves.of(
            List.of(
                epoch(1, 0.7, 0.6, true), epoch(2, Double.POSITIVE_INFINITY, Double.NaN, false)));

    assertTrue(chart.png().length > 1000);
    assertEquals(
        "No data: no loss and no AUC is a finite number.",
        TrainingCurves.of(List.of(epoch(1, Double.NaN, Double.NaN, false))).alt());
  }

  @Test
  void spreadsSeveralEvaluationsOverTheirEpoch() {
    Chart chart =
        TrainingCurves.of(
            List.of(
                epoch(1, 0.7, 0.55, true), epoch(1, 0.65, 0.6, true), epoch(2, 0.6, 0.59, false)));

    assertTrue(chart.alt().contains("best epoch 1: training loss 0.6500"), chart.alt());
    assertTrue(chart.png().length > 1000);
  }

  @Test
  void saysThatNoEpochHasEnded() {
    assertEquals("No data: no epoch has ended.", TrainingCurves.of(List.of()).alt());
  }

  private static EpochResult epoch(int epoch, double loss, double auc, boolean best) {
    return new EpochResult(epoch, loss, Map.of("AUC", auc), 1e-3, 1, 800, best);
  }
}
