package io.github.twinstream.evaluate;

import io.github.twinstream.rank.ScoredRows;
import java.util.Arrays;
import java.util.Random;

/** Small scored rows for tests. */
final class Rows {
  private Rows() {}

  /** Rows of one user, whose relevance is the label. */
  static ScoredRows ofOneUser(double[] score, int... label) {
    return of(score, new int[score.length], label);
  }

  /** Rows whose relevance is the label. */
  static ScoredRows of(double[] score, int[] group, int... label) {
    return graded(score, group, label, Arrays.stream(label).asDoubleStream().toArray());
  }

  static ScoredRows graded(double[] score, int[] group, int[] label, double[] relevance) {
    float[] labels = new float[label.length];
    for (int i = 0; i < label.length; i++) {
      labels[i] = label[i];
    }
    int groups = Arrays.stream(group).max().orElse(-1) + 1;
    return new ScoredRows(score, labels, relevance, group, groups, 0.5);
  }

  static ScoredRows none() {
    return of(new double[0], new int[0]);
  }

  /**
   * Random rows whose scores know a little of the truth; ratings from 1 to 10, positive above 7.
   */
  static ScoredRows random(int rows, int users, long seed) {
    Random random = new Random(seed);
    double[] score = new double[rows];
    double[] rating = new double[rows];
    float[] label = new float[rows];
    int[] group = new int[rows];
    for (int i = 0; i < rows; i++) {
      group[i] = (int) (users * Math.pow(random.nextDouble(), 3));
      double taste = random.nextGaussian();
      rating[i] = Math.max(1, Math.min(10, Math.rint(8 + 1.8 * taste)));
      label[i] = rating[i] > 7 ? 1 : 0;
      score[i] = 1 / (1 + Math.exp(-0.4 - 0.3 * taste - 0.6 * random.nextGaussian()));
    }
    return new ScoredRows(score, label, rating, group, users, 0.6);
  }
}
