package io.github.twinstream.text;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** All principal components of a matrix, before it is decided how many are kept. */
final class PcaFit {
  /** A variance below this share of the largest is rounding. */
  private static final double NOTHING = 1e-12;

  private final double[] mean;
  private final int most;
  private final EigenDecomposition eigen;
  private final double[] variances;
  private final double total;

  private PcaFit(double[] mean, int most, EigenDecomposition eigen) {
    this.mean = mean;
    this.most = most;
    this.eigen = eigen;
    this.variances = Arrays.stream(eigen.getRealEigenvalues()).map(v -> Math.max(v, 0)).toArray();
    this.total = Arrays.stream(variances).sum();
  }

  static PcaFit of(float[][] rows) {
    check(rows);
    try (Progress.Task task = Progress.start("fit PCA", 2)) {
      double[] mean = Covariance.mean(rows);
      double[][] covariance = task.within("of rows", () -> Covariance.of(rows, mean));
      task.advance(1);
      Interrupts.check("fitting the PCA");
      task.detail("directions of " + mean.length + " dimensions");
      // Commons Math gives the eigenvalues of a symmetric matrix in descending order
      EigenDecomposition eigen =
          new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
      task.advance(1);
      return new PcaFit(mean, Math.min(rows.length, mean.length), eigen);
    }
  }

  private static void check(float[][] rows) {
    if (rows.length < 2) {
      throw new DataException(
          "a PCA needs at least 2 rows and was given " + rows.length + ": leave it off");
    }
    int d = rows[0].length;
    boolean allEqual = true;
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].length != d || d == 0) {
        throw new DataException(
            String.format(
                "a PCA needs rows of one length, at least 1: row %d has %d numbers and row 0 has"
                    + " %d",
                r, rows[r].length, d));
      }
      int bad = Texts.firstNotFinite(rows[r]);
      if (bad >= 0) {
        throw new DataException(
            String.format(
                "a PCA needs finite numbers: row %d column %d is %s", r, bad, rows[r][bad]));
      }
      allEqual &= Arrays.equals(rows[r], rows[0]);
    }
    if (allEqual) {
      throw new DataException(
          "a PCA needs rows that differ: all " + rows.length + " rows are equal; leave it off");
    }
  }

  /** The fewest components whose shares sum to more than the given one. */
  Pca keepVariance(double share) {
    int rank = 0;
    while (rank < most && variances[rank] > NOTHING * variances[0]) {
      rank++;
    }
    double sum = 0;
    for (int k = 0; k < rank; k++) {
      sum += variances[k] / total;
      if (sum > share) {
        return keep(k + 1);
      }
    }
    return keep(rank);
  }

  Pca keep(int count) {
    if (count < 1 || count > most) {
      throw new ConfigException(
          Messages.outOfRange(
              "the PCA's number of components",
              count,
              "from 1 to " + most + ", the smaller of rows and dimensions"));
    }
    float[][] components = new float[count][];
    for (int k = 0; k < count; k++) {
      components[k] = positive(eigen.getEigenvector(k).toArray());
    }
    return Pca.of(floats(mean), components, Arrays.copyOf(variances, count), total);
  }

  /** Turned so that the largest loading in size is positive. */
  private static float[] positive(double[] component) {
    int largest = 0;
    for (int i = 1; i < component.length; i++) {
      if (Math.abs(component[i]) > Math.abs(component[largest])) {
        largest = i;
      }
    }
    float[] turned = floats(component);
    if (component[largest] < 0) {
      for (int i = 0; i < turned.length; i++) {
        turned[i] = -turned[i];
      }
    }
    return turned;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
