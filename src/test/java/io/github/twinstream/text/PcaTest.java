package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PcaTest {
  /** Points on a cross: variance 9 × 2 / 4 along (0.6, −0.8), 1 × 2 / 4 across, mean (10, 20). */
  private static final float[][] CROSS = {
    {11.8f, 17.6f}, {8.2f, 22.4f}, {10.8f, 20.6f}, {9.2f, 19.4f}, {10, 20}
  };

  @Nested
  class Fit {
    @Test
    void findsTheDirectionsOfAHandMadeCross() {
      Pca pca = Pca.fit(CROSS, 2);
      assertArrayEquals(new float[] {10, 20}, pca.mean(), 1e-5f);
      assertArrayEquals(new double[] {4.5, 0.5}, pca.explainedVariance(), 1e-5);
      assertArrayEquals(new double[] {0.9, 0.1}, pca.explainedVarianceRatio(), 1e-6);
      // the largest loading in size is positive
      assertArrayEquals(new float[] {-0.6f, 0.8f}, pca.components()[0], 1e-5f);
      assertArrayEquals(new float[] {0.8f, 0.6f}, pca.components()[1], 1e-5f);
    }

    @Test
    void keepsTheFewestComponentsThatExplainMoreThanTheShare() {
      // GIVEN a first component of exactly half the variance
      float[][] square = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
      // WHEN half is asked for THEN one component does not explain more
      assertEquals(2, Pca.fit(square, 0.5).dimension());
      assertEquals(1, Pca.fit(square, 0.49).dimension());
      assertEquals(1, Pca.fit(CROSS, 0.89).dimension());
      assertEquals(2, Pca.fit(CROSS, 0.91).dimension());
    }

    @Test
    void theWholeVarianceTakesTheComponentsThatHaveAny() {
      float[][] flat = {{1, 7, 2}, {2, 7, 4}, {4, 7, 8}};
      assertEquals(1, Pca.fit(flat, 1.0).dimension());
    }

    @Test
    void componentsAreOrthonormalAndCarryTheVarianceOfTheirCoordinates() {
      // GIVEN 400 rows of 30 mixed columns
      float[][] rows = random(400, 30, 7);
      // WHEN all components are kept
      Pca pca = Pca.fit(rows, 30);
      float[][] c = pca.components();
      float[][] y = pca.transform(rows);
      // THEN they are orthonormal, and coordinates are uncorrelated with the variances promised
      double[][] covariance = Covariance.of(y, Covariance.mean(y));
      for (int i = 0; i < 30; i++) {
        for (int j = 0; j < 30; j++) {
          double product = 0;
          for (int d = 0; d < 30; d++) {
            product += (double) c[i][d] * c[j][d];
          }
          assertEquals(i == j ? 1 : 0, product, 1e-5);
          double expected = i == j ? pca.explainedVariance()[i] : 0;
          assertEquals(expected, covariance[i][j], 1e-5 * pca.explainedVariance()[0]);
        }
      }
      assertEquals(1, Arrays.stream(pca.explainedVarianceRatio()).sum(), 1e-9);
    }

    @Test
    void theErrorOfReconstructionIsTheVarianceLeftOut() {
      float[][] rows = random(200, 12, 3);
      Pca pca = Pca.fit(rows, 5);
      float[][] y = pca.transform(rows);
      double squares = 0;
      for (int r = 0; r < rows.length; r++) {
        for (int d = 0; d < 12; d++) {
          double back = pca.mean()[d];
          for (int k = 0; k < 5; k++) {
            back += (double) y[r][k] * pca.components()[k][d];
          }
          squares += (rows[r][d] - back) * (rows[r][d] - back);
        }
      }
      double left = pca.totalVariance() - Arrays.stream(pca.explainedVariance()).sum();
      assertEquals(left, squares / 199, 1e-4 * left);
    }

    @Test
    void fewerRowsThanDimensionsLimitTheComponents() {
      float[][] rows = random(4, 10, 1);
      assertEquals(3, Pca.fit(rows, 1.0).dimension());
      assertEquals(4, Pca.fit(rows, 4).dimension());
      ConfigException e = assertThrows(ConfigException.class, () -> Pca.fit(rows, 5));
      assertEquals(
          "the PCA's number of components is 5: it must be from 1 to 4, the smaller of rows and"
              + " dimensions",
          e.getMessage());
    }

    @Test
    void refusesAShareOutsideItsRange() {
      ConfigException e = assertThrows(ConfigException.class, () -> Pca.fit(CROSS, 80.0));
      assertEquals(
          "the PCA's share of variance is 80.0: it must be above 0 and at most 1", e.getMessage());
    }

    @Test
    void refusesRowsThatCannotVary() {
      refuses(new float[][] {{1, 2}}, "a PCA needs at least 2 rows and was given 1: leave it off");
      refuses(
          new float[][] {{1, 2}, {1, 2}},
          "a PCA needs rows that differ: all 2 rows are equal; leave it off");
    }

    @Test
    void refusesNotANumberAndRaggedRows() {
      refuses(
          new float[][] {{1, 2}, {3, Float.NaN}},
          "a PCA needs finite numbers: row 1 column 1 is NaN");
      refuses(
          new float[][] {{1, 2}, {3}},
          "a PCA needs rows of one length, at least 1: row 1 has 1 numbers and row 0 has 2");
    }

    private void refuses(float[][] rows, String message) {
      DataException e = assertThrows(DataException.class, () -> Pca.fit(rows, 0.8));
      assertEquals(message, e.getMessage());
    }
  }

  @Nested
  class Transform {
    @Test
    void givesCoordinatesAlongTheComponents() {
      float[][] y = Pca.fit(CROSS, 1).transform(CROSS);
      assertArrayEquals(new float[] {-3}, y[0], 1e-5f);
      assertArrayEquals(new float[] {0}, y[4], 1e-5f);
    }

    @Test
    void aRowDoesNotDependOnTheRowsBesideIt() {
      float[][] rows = random(300, 20, 5);
      Pca pca = Pca.fit(rows, 0.9);
      assertArrayEquals(pca.transform(rows)[123], pca.transform(new float[][] {rows[123]})[0]);
    }

    @Test
    void takesNoRowsAndPassesNotANumberOn() {
      Pca pca = Pca.fit(CROSS, 1);
      assertEquals(0, pca.transform(new float[0][]).length);
      assertTrue(Float.isNaN(pca.transform(new float[][] {{Float.NaN, 1}})[0][0]));
    }

    @Test
    void refusesRowsOfAnotherLength() {
      Pca pca = Pca.fit(CROSS, 1);
      DataException e =
          assertThrows(DataException.class, () -> pca.transform(new float[][] {{1, 2, 3}}));
      assertEquals("row 0 has 3 numbers: this PCA was fitted on rows of 2", e.getMessage());
    }
  }

  @Nested
  class Of {
    @Test
    void putsTheSameTogetherAgain() {
      Pca pca = Pca.fit(CROSS, 1);
      Pca again =
          Pca.of(pca.mean(), pca.components(), pca.explainedVariance(), pca.totalVariance());
      assertEquals(pca, again);
      assertEquals(pca.hashCode(), again.hashCode());
    }

    @Test
    void refusesShapesThatDoNotFit() {
      DataException e =
          assertThrows(
              DataException.class, () -> Pca.of(new float[2], new float[1][3], new double[1], 1));
      assertEquals(
          "a PCA cannot be made of 1 components and 1 variances over 2 means: every component needs"
              + " one variance, and one loading a mean",
          e.getMessage());
    }
  }

  @Test
  void printsItsComponents() {
    assertEquals(
        """
        PCA: 2 dimensions to 2, which keep 100.0% of the variance
        component  variance  share  cumulative
        --------------------------------------
                1     4.500  90.0%       90.0%
                2    0.5000  10.0%      100.0%
        """,
        Pca.fit(CROSS, 2).toString());
  }

  /** Columns that share three hidden causes. */
  private static float[][] random(int n, int d, long seed) {
    Random random = new Random(seed);
    double[][] mix = new double[3][d];
    for (double[] m : mix) {
      Arrays.setAll(m, i -> 2 * random.nextGaussian());
    }
    float[][] rows = new float[n][d];
    for (float[] row : rows) {
      double[] cause = random.doubles(3).map(u -> u - 0.5).toArray();
      for (int j = 0; j < d; j++) {
        row[j] =
            (float)
                (5
                    + cause[0] * mix[0][j]
                    + cause[1] * mix[1][j]
                    + cause[2] * mix[2][j]
                    + 0.3 * random.nextGaussian());
      }
    }
    return rows;
  }
}
