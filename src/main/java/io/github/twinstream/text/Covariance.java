package io.github.twinstream.text;

import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Means and covariances of the columns of a matrix, in double precision.
 *
 * <p>The rows are cut into a fixed number of shares that are summed side by side and then added in
 * order, so the result does not depend on the number of processors. Each share works on blocks of
 * rows that stay in the processor's cache; the matrix is not copied.
 */
final class Covariance {
  private static final int SHARES = 8;
  private static final int BLOCK = 128;

  /** How many rows of a share are added before it is told how far the work is. */
  private static final int ROUND = 32 * BLOCK;

  private Covariance() {}

  static double[] mean(float[][] rows) {
    double[] mean = new double[rows[0].length];
    for (float[] row : rows) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += row[c];
      }
    }
    for (int c = 0; c < mean.length; c++) {
      mean[c] /= rows.length;
    }
    return mean;
  }

  /** The sample covariance, divided by rows − 1. */
  static double[][] of(float[][] rows, double[] mean) {
    int d = mean.length;
    double[][][] sums = new double[SHARES][d][d];
    try (Progress.Task task = Progress.start("covariance", rows.length)) {
      int longest = rows.length / SHARES + 1;
      for (int done = 0; done < longest; done += ROUND) {
        Interrupts.check("covariance");
        int from = done;
        task.advance(
            IntStream.range(0, SHARES)
                .parallel()
                .map(s -> add(sums[s], rows, mean, bound(rows, s) + from, bound(rows, s + 1)))
                .sum());
      }
    }
    double[][] covariance = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = i; j < d; j++) {
        double sum = 0;
        for (double[][] share : sums) {
          sum += share[i][j];
        }
        covariance[i][j] = sum / (rows.length - 1);
        covariance[j][i] = covariance[i][j];
      }
    }
    return covariance;
  }

  private static int bound(float[][] rows, int share) {
    return (int) ((long) rows.length * share / SHARES);
  }

  /**
   * Adds the upper triangle of the outer products of the next centred rows of a share.
   *
   * @param from the first of them
   * @param end the end of the share
   * @return how many they were
   */
  private static int add(double[][] sum, float[][] rows, double[] mean, int from, int end) {
    int d = mean.length;
    int to = Math.min(end, from + ROUND);
    double[][] block = new double[BLOCK][d];
    for (int start = from; start < to; start += BLOCK) {
      int filled = Math.min(BLOCK, to - start);
      for (int r = 0; r < filled; r++) {
        centre(rows[start + r], mean, block[r]);
      }
      int padded = (filled + 3) / 4 * 4;
      for (int r = filled; r < padded; r++) {
        Arrays.fill(block[r], 0);
      }
      for (int i = 0; i < d; i++) {
        for (int r = 0; r < padded; r += 4) {
          addFour(sum[i], i, block[r], block[r + 1], block[r + 2], block[r + 3]);
        }
      }
    }
    return Math.max(0, to - from);
  }

  private static void centre(float[] row, double[] mean, double[] centred) {
    for (int c = 0; c < mean.length; c++) {
      centred[c] = row[c] - mean[c];
    }
  }

  /** Four rows at once, so that a sum is loaded and stored once for four products. */
  private static void addFour(double[] sum, int i, double[] a, double[] b, double[] c, double[] d) {
    double ai = a[i];
    double bi = b[i];
    double ci = c[i];
    double di = d[i];
    for (int j = i; j < sum.length; j++) {
      sum[j] += ai * a[j] + bi * b[j] + ci * c[j] + di * d[j];
    }
  }
}
