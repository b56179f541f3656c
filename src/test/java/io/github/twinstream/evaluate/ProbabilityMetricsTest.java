package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.rank.ScoredRows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The metrics of the predicted numbers themselves. Rows have a base rate of 0.5. */
class ProbabilityMetricsTest {
  private static final ScoredRows FOUR =
      Rows.of(new double[] {0.9, 0.6, 0.65, 0.2}, new int[] {0, 0, 1, 1}, 1, 0, 1, 0);
  private static final List<Metric> ALL =
      List.of(
          new LogLoss(),
          new Brier(),
          new CalibrationError(),
          new CalibrationRatio(),
          new NormalizedEntropy());

  @Test
  void brierIsTheMeanSquaredDistance() {
    Measurement m = new Brier().measure(FOUR);

    assertEquals((0.01 + 0.36 + 0.1225 + 0.04) / 4, m.value(), 1e-12);
    assertEquals(0.25, m.chance(), 1e-12);
    assertEquals(0, m.ceiling());
  }

  @Test
  void normalizedEntropyIs1ForTheBestConstant() {
    ScoredRows constant = FOUR.withScores(new double[] {0.5, 0.5, 0.5, 0.5});

    assertEquals(1, new NormalizedEntropy().measure(constant).value(), 1e-12);
    double loss = -(Math.log(0.9) + Math.log(0.4) + Math.log(0.65) + Math.log(0.8)) / 4;
    assertEquals(loss / Math.log(2), new NormalizedEntropy().measure(FOUR).value(), 1e-12);
  }

  @Test
  void calibrationErrorIsTheDistanceWithinBins() {
    // GIVEN bins of width 0.1: 0.9 alone, 0.6 and 0.65 together, 0.2 alone
    double expected = (0.1 + Math.abs(1.25 - 1) + 0.2) / 4;

    assertEquals(expected, new CalibrationError().measure(FOUR).value(), 1e-12);
    assertEquals(0, new CalibrationError().measure(FOUR).chance(), 1e-12);
    assertEquals("ECE(bins=1)", new CalibrationError(1).name());
    assertEquals(0.35 / 4, new CalibrationError(1).measure(FOUR).value(), 1e-12);
  }

  @Test
  void theReliabilityCurveHasTheBinsBehindIt() {
    List<ReliabilityCurve.Bin> bins = ReliabilityCurve.of(FOUR, 10).bins();

    assertEquals(3, bins.size());
    assertEquals(new ReliabilityCurve.Bin(0.6, 0.7, 0.625, 0.5, 2), bins.get(1));
  }

  @Test
  void aProbabilityOf1IsInTheLastBin() {
    ScoredRows certain = Rows.ofOneUser(new double[] {1, 0}, 1, 0);

    assertEquals(1, ReliabilityCurve.of(certain, 10).bins().get(1).high());
    assertEquals(0, new CalibrationError().measure(certain).value());
  }

  @Test
  void calibrationRatioIsHowFarTheSumsAreApart() {
    assertEquals(2.35 / 2, CalibrationRatio.ratio(FOUR), 1e-12);
    assertEquals(0.175, new CalibrationRatio().measure(FOUR).value(), 1e-12);
    assertEquals(0, new CalibrationRatio().measure(FOUR).chance(), 1e-12);
  }

  @Test
  void errorsOnRatingsAreOnTheirOwnScale() {
    ScoredRows ratings =
        Rows.graded(
            new double[] {7, 5, 9},
            new int[] {0, 0, 1},
            new int[] {1, 0, 1},
            new double[] {8, 5, 6});

    assertEquals(Math.sqrt(10.0 / 3), new Rmse().measure(ratings).value(), 1e-12);
    assertEquals(4.0 / 3, new Mae().measure(ratings).value(), 1e-12);
    double mean = 19.0 / 3;
    double spread = Math.pow(8 - mean, 2) + Math.pow(5 - mean, 2) + Math.pow(6 - mean, 2);
    assertEquals(Math.sqrt(spread / 3), new Rmse().measure(ratings).chance(), 1e-12);
    assertEquals(1, new Mae().measure(ratings).chance(), 1e-12);
  }

  @Test
  void oneClassIsDefinedButForEntropyAndRatio() {
    ScoredRows negatives = Rows.ofOneUser(new double[] {0.1, 0.2}, 0, 0);

    assertEquals(0.025, new Brier().measure(negatives).value(), 1e-12);
    assertEquals(
        "there is only one class: all 2 labels are 0",
        new NormalizedEntropy().measure(negatives).undefined());
    assertEquals("there is no positive row", new CalibrationRatio().measure(negatives).undefined());
  }

  @Test
  void noRowsAreUndefined() {
    for (Metric metric : ALL) {
      assertEquals("there are no rows", metric.measure(Rows.none()).undefined(), metric.name());
      assertEquals(Double.NaN, metric.measure(Rows.none()).value(), metric.name());
    }
    assertEquals(Double.NaN, new Rmse().measure(Rows.none()).value());
    assertEquals(Double.NaN, new Mae().measure(Rows.none()).value());
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    for (double bad : new double[] {1.5, -0.1, Double.NaN}) {
      ScoredRows rows = Rows.ofOneUser(new double[] {0.5, bad}, 1, 0);
      for (Metric metric : ALL) {
        assertThrows(DataException.class, () -> metric.measure(rows), metric.name());
      }
    }
    assertEquals(
        "the score of row 1 is 1.5: Brier needs probabilities from 0 to 1; put the model's logits"
            + " through a sigmoid",
        assertThrows(
                DataException.class,
                () -> new Brier().measure(Rows.ofOneUser(new double[] {0.5, 1.5}, 1, 0)))
            .getMessage());
    assertThrows(ConfigException.class, () -> new CalibrationError(0));
  }

  @Test
  void contributionsAddUpToWhatAnotherUserWouldChange() {
    ScoredRows rows = Rows.random(600, 40, 3);
    int[] times = new int[40];
    java.util.Arrays.fill(times, 1000);
    times[7] = 1001;
    for (Metric metric :
        List.of(
            new NormalizedEntropy(),
            new CalibrationRatio(),
            new Rmse(),
            new Brier(),
            new GroupAuc(),
            new Ndcg())) {
      Measurement m = metric.measure(rows);
      double share = m.contributions()[7];
      if (!Double.isNaN(share)) {
        assertEquals(
            share,
            (m.resampled(times) - m.value()) * 1000,
            2e-3 * Math.abs(share) + 1e-9,
            metric.name());
      }
    }
  }

  @Test
  void anAucsContributionsAreItsFirstOrderChange() {
    ScoredRows rows = Rows.random(600, 40, 4);
    Measurement m = new Auc().measure(rows);
    double[] shares = m.contributions();
    for (int u = 0; u < 40; u++) {
      int[] times = new int[40];
      java.util.Arrays.fill(times, 1000);
      times[u]++;
      if (!Double.isNaN(shares[u])) {
        assertEquals(shares[u], (m.resampled(times) - m.value()) * 1000, 1e-4, "user " + u);
      }
    }
    assertEquals(0, java.util.Arrays.stream(shares).filter(s -> !Double.isNaN(s)).sum(), 1e-9);
  }

  @Test
  void weightingByPositivesIsNamedApart() {
    // GIVEN user 0 perfect with one positive of two rows, user 1 reversed with two of three
    ScoredRows rows =
        Rows.of(new double[] {0.9, 0.1, 0.1, 0.2, 0.9}, new int[] {0, 0, 1, 1, 1}, 1, 0, 1, 1, 0);

    assertEquals(1.0 / 3, new GroupAuc(GroupAuc.Weighting.POSITIVES).measure(rows).value(), 1e-12);
    assertEquals(0.4, new GroupAuc().measure(rows).value(), 1e-12);
    assertEquals("gAUC(positives)", new GroupAuc(GroupAuc.Weighting.POSITIVES).name());
    assertArrayEquals(new double[] {1, 0}, ((PerUser) new GroupAuc().measure(rows)).values());
  }
}
