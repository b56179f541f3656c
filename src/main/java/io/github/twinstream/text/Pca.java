package io.github.twinstream.text;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A fitted principal component analysis: the directions in which rows vary most, and how much.
 *
 * <p>Components, variances and the number of components are those of scikit-learn's {@code PCA}:
 * the covariance is divided by rows − 1, and of each component the loading that is largest in size
 * (the first of them, if there are several) is positive.
 *
 * <p>Immutable; equal if all numbers are equal.
 */
public final class Pca implements Displayable {
  private static final int SHOWN = 10;

  private final float[] mean;
  private final float[][] components;
  private final double[] explainedVariance;
  private final double totalVariance;

  private Pca(
      float[] mean, float[][] components, double[] explainedVariance, double totalVariance) {
    this.mean = mean;
    this.components = components;
    this.explainedVariance = explainedVariance;
    this.totalVariance = totalVariance;
  }

  /**
   * Fits with as many components as are needed to explain more than this share of the variance.
   *
   * <p>That is scikit-learn's rule for a fractional {@code n_components}. With a share of 1.0 all
   * components of non-zero variance are kept.
   *
   * @param rows n × d numbers, n at least 2
   * @param variance the share, above 0 and at most 1
   * @throws ConfigException if the share is outside its range
   * @throws DataException if there are fewer than two rows, rows of different length, all rows
   *     equal, or a number that is not finite
   */
  public static Pca fit(float[][] rows, double variance) {
    if (!(variance > 0 && variance <= 1)) {
      throw new ConfigException(
          Messages.outOfRange("the PCA's share of variance", variance, "above 0 and at most 1"));
    }
    return PcaFit.of(rows).keepVariance(variance);
  }

  /**
   * Fits with this number of components.
   *
   * @param rows n × d numbers, n at least 2
   * @param components from 1 to the smaller of n and d
   * @throws ConfigException if the number is outside its range
   * @throws DataException as {@link #fit(float[][], double)}
   */
  public static Pca fit(float[][] rows, int components) {
    return PcaFit.of(rows).keep(components);
  }

  /**
   * Puts a fitted one together again, for one that was saved.
   *
   * @param mean d numbers
   * @param components k × d numbers
   * @param explainedVariance k numbers, descending
   * @param totalVariance the sum of the variances of all d columns
   * @throws DataException if the shapes do not fit together
   */
  public static Pca of(
      float[] mean, float[][] components, double[] explainedVariance, double totalVariance) {
    boolean fits = components.length > 0 && components.length == explainedVariance.length;
    for (float[] component : components) {
      fits &= component.length == mean.length;
    }
    if (!fits) {
      throw new DataException(
          String.format(
              "a PCA cannot be made of %d components and %d variances over %d means: every component"
                  + " needs one variance, and one loading a mean",
              components.length, explainedVariance.length, mean.length));
    }
    return new Pca(mean.clone(), copy(components), explainedVariance.clone(), totalVariance);
  }

  /** How many numbers a row has before: d. */
  public int inputDimension() {
    return mean.length;
  }

  /** How many numbers a row has after, the number of components: k. */
  public int dimension() {
    return components.length;
  }

  /** The column means, d numbers; a copy. */
  public float[] mean() {
    return mean.clone();
  }

  /** The components, k × d, of length 1 and at right angles, largest variance first; a copy. */
  public float[][] components() {
    return copy(components);
  }

  /** The variance along each component, k numbers; a copy. */
  public double[] explainedVariance() {
    return explainedVariance.clone();
  }

  /** The sum of the variances of all d columns. */
  public double totalVariance() {
    return totalVariance;
  }

  /** The share of the variance that each component explains, k numbers that sum to 1 at most. */
  public double[] explainedVarianceRatio() {
    return Arrays.stream(explainedVariance).map(v -> v / totalVariance).toArray();
  }

  /**
   * The rows' coordinates along the components, n × k: {@code (row − mean) · component}.
   *
   * <p>A row's result does not depend on the rows beside it. A row with a NaN becomes NaN.
   *
   * @param rows n × d numbers, n from 0
   * @throws DataException if a row's length is not d
   */
  public float[][] transform(float[][] rows) {
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].length != mean.length) {
        throw new DataException(
            String.format(
                "row %d has %d numbers: this PCA was fitted on rows of %d",
                r, rows[r].length, mean.length));
      }
    }
    double[][] loadings = new double[mean.length][components.length];
    for (int k = 0; k < components.length; k++) {
      for (int c = 0; c < mean.length; c++) {
        loadings[c][k] = components[k][c];
      }
    }
    return IntStream.range(0, rows.length)
        .parallel()
        .mapToObj(r -> project(rows[r], loadings))
        .toArray(float[][]::new);
  }

  private float[] project(float[] row, double[][] loadings) {
    double[] sum = new double[components.length];
    for (int c = 0; c < mean.length; c++) {
      add(sum, (double) row[c] - mean[c], loadings[c]);
    }
    float[] projected = new float[sum.length];
    for (int k = 0; k < sum.length; k++) {
      projected[k] = (float) sum[k];
    }
    return projected;
  }

  private static void add(double[] sum, double factor, double[] loadings) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += factor * loadings[k];
    }
  }

  private static float[][] copy(float[][] matrix) {
    return Arrays.stream(matrix).map(float[]::clone).toArray(float[][]::new);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pca pca
        && Arrays.equals(mean, pca.mean)
        && Arrays.deepEquals(components, pca.components)
        && Arrays.equals(explainedVariance, pca.explainedVariance)
        && totalVariance == pca.totalVariance;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(explainedVariance);
  }

  @Override
  public String toString() {
    return grid().toString();
  }

  @Override
  public String toHtml() {
    return grid().toHtml();
  }

  private Grid grid() {
    double[] ratios = explainedVarianceRatio();
    double sum = 0;
    Grid grid =
        new Grid(
            String.format(
                Locale.ROOT,
                "PCA: %d dimensions to %d, which keep %.1f%% of the variance",
                inputDimension(),
                dimension(),
                100 * Arrays.stream(ratios).sum()),
            "component",
            "variance",
            "share",
            "cumulative");
    for (int k = 0; k < Math.min(SHOWN, ratios.length); k++) {
      sum += ratios[k];
      grid.row(
          k + 1,
          String.format(Locale.ROOT, "%.4g", explainedVariance[k]),
          String.format(Locale.ROOT, "%.1f%%", 100 * ratios[k]),
          String.format(Locale.ROOT, "%.1f%%", 100 * sum));
    }
    return ratios.length > SHOWN ? grid.note("and " + (ratios.length - SHOWN) + " more") : grid;
  }
}
