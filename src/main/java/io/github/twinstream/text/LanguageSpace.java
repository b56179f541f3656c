package io.github.twinstream.text;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The directions in which vectors tell languages, not meanings: those that span the languages' mean
 * vectors. Taking them out brings a title nearer to its translations. Unlike the removal of one
 * language's mean, it does not need to know or guess the language of a text.
 *
 * <p>The means are those of 24 made-up titles in each of 24 languages ({@code phrases.tsv}).
 */
final class LanguageSpace {
  /** How many directions are taken out; chosen on the tuning half of the titles. */
  static final int DIRECTIONS = 20;

  private final float[] centre;
  private final float[][] directions;

  private LanguageSpace(float[] centre, float[][] directions) {
    this.centre = centre;
    this.directions = directions;
  }

  /** The made-up titles: one list a language. */
  static List<List<String>> phrases() {
    List<List<String>> table = TitleSet.table("phrases.tsv");
    List<List<String>> languages = new ArrayList<>();
    for (int l = 0; l < table.get(0).size(); l++) {
      int language = l;
      languages.add(table.stream().skip(1).map(row -> row.get(language)).toList());
    }
    return languages;
  }

  /**
   * Fits to the vectors of the phrases.
   *
   * @param vectors languages × phrases × d numbers, vectors of length 1
   */
  static LanguageSpace fit(float[][][] vectors) {
    int d = vectors[0][0].length;
    double[][] means = new double[vectors.length][d];
    double[] centre = new double[d];
    for (int l = 0; l < vectors.length; l++) {
      for (float[] vector : vectors[l]) {
        for (int i = 0; i < d; i++) {
          means[l][i] += (double) vector[i] / vectors[l].length;
        }
      }
      for (int i = 0; i < d; i++) {
        centre[i] += means[l][i] / vectors.length;
      }
    }
    for (double[] mean : means) {
      for (int i = 0; i < d; i++) {
        mean[i] -= centre[i];
      }
    }
    // of the transpose, since the decomposition wants no fewer rows than columns
    RealMatrix left =
        new SingularValueDecomposition(new Array2DRowRealMatrix(means, false).transpose()).getU();
    int k = Math.min(DIRECTIONS, vectors.length - 1);
    float[][] directions = new float[k][];
    for (int i = 0; i < k; i++) {
      directions[i] = floats(left.getColumn(i));
    }
    return new LanguageSpace(floats(centre), directions);
  }

  /** Puts one together again from {@link #centre()} and {@link #directions()}. */
  static LanguageSpace of(float[] centre, float[] directions) {
    float[][] rows = new float[directions.length / centre.length][centre.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(directions, i * centre.length, rows[i], 0, centre.length);
    }
    return new LanguageSpace(centre, rows);
  }

  /** The mean of the languages' means. */
  float[] centre() {
    return centre;
  }

  /** The directions, orthonormal, one after the other. */
  float[] directions() {
    float[] all = new float[directions.length * centre.length];
    for (int i = 0; i < directions.length; i++) {
      System.arraycopy(directions[i], 0, all, i * centre.length, centre.length);
    }
    return all;
  }

  /** A vector of length 1 without the directions, again of length 1. */
  float[] without(float[] unit) {
    float[] moved = unit.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= centre[i];
    }
    for (float[] direction : directions) {
      float along = (float) Vectors.dot(moved, direction);
      for (int i = 0; i < moved.length; i++) {
        moved[i] -= along * direction[i];
      }
    }
    return Vectors.unit(moved);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
