package io.github.twinstream.evaluate;

import io.github.twinstream.error.DataException;
import io.github.twinstream.rank.ScoredRows;

/**
 * How unlike the k best items of a user are: the mean distance between any two of them.
 *
 * <p>Formula for a user: the mean over pairs of the min(k, n) best rows of 1 − cos(v_i, v_j), v
 * being the items' vectors, such as the titles' embeddings; 0 for a vector of length 0. The result
 * is the plain mean over the users with two shown rows or more. Rows that tie across rank k count
 * with the probability that both are shown. More is more variety, not better as such. Chance: the
 * mean over all pairs of the user's rows. Ceiling: none is given (the most diverse k rows are hard
 * to find). Edges: k below 2: an error; items without vectors are left out of the list; no user
 * with two: undefined. Source: intra-list diversity, Ziegler et al. 2005.
 *
 * @param cutoff k, at least 2
 */
public record Diversity(int cutoff) implements Metric {
  /** Checks the cut-off. */
  public Diversity {
    if (cutoff < 2) {
      throw new io.github.twinstream.error.ConfigException(
          io.github.twinstream.error.Messages.outOfRange(
              "the cut-off of Diversity@k", cutoff, "at least 2: it is about pairs"));
    }
  }

  @Override
  public String name() {
    return "Diversity@" + cutoff;
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    float[][] vectors = rows.items().vectors();
    if (vectors.length == 0) {
      throw new DataException(
          name()
              + " needs the items' vectors, and there are none: embed a text of the items, e.g."
              + " split.embed(\"Book-Title\", e -> e.encoder(miniLm()))");
    }
    float[][] unit = new float[vectors.length][];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = vectors[i] == null ? null : unit(vectors[i]);
    }
    Exposure shown = new Exposure(name(), rows, cutoff);
    return shown
        .ranked()
        .mean(
            u -> distance(shown, unit, u, shown.tieStart(u), shown.reach(u), shown.shown(u)),
            u -> distance(shown, unit, u, 1, shown.ranked().size(u), shown.shown(u)),
            u -> Double.NaN,
            "no user is shown two items with vectors");
  }

  /**
   * The expected mean distance when ranks from {@code start} to {@code reach} tie for the places up
   * to {@code shown}.
   */
  private static double distance(
      Exposure exposure, float[][] unit, int user, int start, int reach, int shown) {
    int tied = reach - start + 1;
    int fit = shown - start + 1;
    double one = (double) fit / tied;
    double both = tied == 1 ? one : one * (fit - 1) / (tied - 1);
    double sum = 0;
    double weight = 0;
    for (int i = 1; i <= reach; i++) {
      float[] a = unit[exposure.item(user, i)];
      for (int j = i + 1; j <= reach && a != null; j++) {
        float[] b = unit[exposure.item(user, j)];
        if (b != null) {
          double counted = j < start ? 1 : i < start ? one : both;
          sum += counted * (1 - dot(a, b));
          weight += counted;
        }
      }
    }
    return weight == 0 ? Double.NaN : sum / weight;
  }

  private static float[] unit(float[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    float[] scaled = new float[vector.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = length == 0 ? 0 : (float) (vector[i] / length);
    }
    return scaled;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
