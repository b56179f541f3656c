package io.github.twinstream.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ClickMetricsTest {
  private static final double TINY = 1e-12;

  @Nested
  class Auc {
    @Test
    void countsThePairsInTheRightOrder() {
      // GIVEN two positives and two negatives; 3 of the 4 pairs are in the right order
      double auc = ClickMetrics.auc(new double[] {0.1, 0.4, 0.35, 0.8}, new float[] {0, 0, 1, 1});

      assertEquals(0.75, auc, TINY);
    }

    @Test
    void countsATieOneHalf() {
      assertEquals(0.5, ClickMetrics.auc(new double[] {0.3, 0.3}, new float[] {0, 1}), TINY);
    }

    @Test
    void isUndefinedForOneClassAndForNoRows() {
      assertEquals(Double.NaN, ClickMetrics.auc(new double[] {0.1, 0.2}, new float[] {1, 1}));
      assertEquals(Double.NaN, ClickMetrics.auc(new double[] {0.1, 0.2}, new float[] {0, 0}));
      assertEquals(Double.NaN, ClickMetrics.auc(new double[0], new float[0]));
    }

    @Test
    void equalsNaivePairCountingOnRandomRowsWithTies() {
      Random random = new Random(1);
      for (int trial = 0; trial < 200; trial++) {
        int rows = 2 + random.nextInt(40);
        double[] score = random.doubles(rows).map(s -> Math.floor(s * 12) / 6 - 1).toArray();
        float[] label = labels(random, rows);

        assertEquals(naive(score, label, ones(rows)), ClickMetrics.auc(score, label), TINY);
      }
    }

    @Test
    void ordersNegativeZeroAndInfiniteScores() {
      double[] score = {Double.NEGATIVE_INFINITY, -0.0, 0.0, Double.POSITIVE_INFINITY};

      assertEquals(0.875, ClickMetrics.auc(score, new float[] {0, 0, 1, 1}), TINY);
    }

    @Test
    void refusesNanScoresAndSaysHowManyAndWhere() {
      DataException e =
          assertThrows(
              DataException.class,
              () ->
                  ClickMetrics.auc(
                      new double[] {0.1, Double.NaN, Double.NaN}, new float[] {0, 1, 1}));

      assertEquals(
          "2 of 3 scores are NaN, the first in row 1: they cannot be ranked; a training that"
              + " diverged gives NaN, try a lower learning rate or gradient clipping",
          e.getMessage());
    }

    @Test
    void refusesLabelsThatAreNeither0Nor1() {
      DataException e =
          assertThrows(
              DataException.class, () -> ClickMetrics.auc(new double[] {0.1}, new float[] {7}));

      assertEquals(
          "the label of row 0 is 7.0: it must be 0 or 1; make one with label(above(7),"
              + " \"Book-Rating\")",
          e.getMessage());
    }

    @Test
    void refusesArraysOfDifferentLength() {
      ConfigException e =
          assertThrows(
              ConfigException.class, () -> ClickMetrics.auc(new double[] {0.1}, new float[0]));

      assertTrue(e.getMessage().startsWith("1 scores, 0 labels"), e.getMessage());
    }

    @Test
    void sortsAMillionRowsInWellUnderASecond() {
      int rows = 1_000_000;
      Random random = new Random(5);
      double[] score = random.doubles(rows).toArray();
      float[] label = labels(random, rows);

      long start = System.nanoTime();
      double auc = ClickMetrics.auc(score, label);
      double seconds = (System.nanoTime() - start) / 1e9;

      assertEquals(0.5, auc, 0.005);
      assertTrue(seconds < 3, () -> "took " + seconds + " s");
    }
  }

  @Nested
  class WeightedAuc {
    @Test
    void countsAPairByTheProductOfItsWeights() {
      // GIVEN pairs (0.9 v 0.5): right, weight 2; (0.2 v 0.5): wrong, weight 1
      double auc =
          ClickMetrics.auc(
              new double[] {0.9, 0.5, 0.2}, new float[] {1, 0, 1}, new double[] {2, 1, 1});

      assertEquals(2.0 / 3, auc, TINY);
    }

    @Test
    void equalsNaivePairCountingAndAcceptsZeroWeights() {
      Random random = new Random(2);
      for (int trial = 0; trial < 100; trial++) {
        int rows = 2 + random.nextInt(30);
        double[] score = random.doubles(rows).map(s -> Math.floor(s * 8)).toArray();
        float[] label = labels(random, rows);
        double[] weight = random.ints(rows, 0, 4).asDoubleStream().toArray();

        assertEquals(naive(score, label, weight), ClickMetrics.auc(score, label, weight), 1e-9);
      }
    }

    @Test
    void refusesANegativeWeight() {
      ConfigException e =
          assertThrows(
              ConfigException.class,
              () -> ClickMetrics.auc(new double[] {1}, new float[] {1}, new double[] {-1}));

      assertEquals("the weight of row 0 is -1.0: it must be at least 0", e.getMessage());
    }
  }

  @Nested
  class LogLoss {
    @Test
    void isTheMeanSurprise() {
      double loss = ClickMetrics.logLoss(new double[] {0.5, 0.25}, new float[] {1, 0});

      assertEquals((Math.log(2) - Math.log(0.75)) / 2, loss, TINY);
    }

    @Test
    void clipsCertaintyAtTwoToTheMinus52() {
      double loss = ClickMetrics.logLoss(new double[] {0, 1, 1}, new float[] {1, 0, 1});

      assertEquals(2 * 52 * Math.log(2) / 3, loss, 1e-9);
    }

    @Test
    void refusesWhatIsNoProbability() {
      DataException e =
          assertThrows(
              DataException.class,
              () -> ClickMetrics.logLoss(new double[] {0.5, 1.5}, new float[] {1, 0}));

      assertEquals(
          "the score of row 1 is 1.5: log-loss needs probabilities from 0 to 1; put the model's"
              + " logits through a sigmoid",
          e.getMessage());
      assertThrows(
          DataException.class,
          () -> ClickMetrics.logLoss(new double[] {Double.NaN}, new float[] {1}));
    }

    @Test
    void isUndefinedForNoRows() {
      assertEquals(Double.NaN, ClickMetrics.logLoss(new double[0], new float[0]));
    }
  }

  @Nested
  class GroupAuc {
    private final double[] score = {0.9, 0.1, 0.2, 0.8, 0.7, 0.6, 0.5};
    private final float[] label = {1, 0, 1, 0, 0, 1, 1};
    // group 0: AUC 1 of 2 rows; group 2: 3 rows, its positive below both negatives: AUC 0
    // group 1: only positives; group 3: no rows
    private final int[] group = {0, 0, 2, 2, 2, 1, 1};

    @Test
    void weighsGroupsByTheirRowsAndDropsThoseOfOneClass() {
      assertEquals(2.0 / 5, ClickMetrics.gauc(score, label, group, 4), TINY);
    }

    @Test
    void averagesPlainlyWhenAsked() {
      assertEquals(0.5, ClickMetrics.avgAuc(score, label, group, 4), TINY);
    }

    @Test
    void isUndefinedWhenNoGroupHasBothClasses() {
      int[] apart = IntStream.range(0, 7).toArray();

      assertEquals(Double.NaN, ClickMetrics.gauc(score, label, apart, 7));
      assertEquals(Double.NaN, ClickMetrics.avgAuc(score, label, apart, 7));
    }

    @Test
    void refusesAGroupOutOfRange() {
      ConfigException e =
          assertThrows(ConfigException.class, () -> ClickMetrics.gauc(score, label, group, 2));

      assertEquals("the group of row 2 is 2: it must be at least 0 and below 2", e.getMessage());
    }
  }

  private static float[] labels(Random random, int rows) {
    float[] label = new float[rows];
    for (int i = 0; i < rows; i++) {
      label[i] = random.nextInt(2);
    }
    return label;
  }

  private static double[] ones(int rows) {
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double naive(double[] score, float[] label, double[] weight) {
    double right = 0;
    double pairs = 0;
    for (int p = 0; p < score.length; p++) {
      for (int n = 0; n < score.length; n++) {
        if (label[p] == 1 && label[n] == 0) {
          double pair = weight[p] * weight[n];
          pairs += pair;
          right += score[p] > score[n] ? pair : score[p] == score[n] ? pair / 2 : 0;
        }
      }
    }
    return pairs == 0 ? Double.NaN : right / pairs;
  }
}
