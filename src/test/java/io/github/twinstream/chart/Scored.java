package io.github.twinstream.chart;

import io.github.twinstream.rank.ScoredRows;
import java.util.Random;

/** Scored rows for tests of charts. */
final class Scored {
  private Scored() {}

  static ScoredRows of(double[] score, int... label) {
    float[] labels = new float[label.length];
    double[] relevance = new double[label.length];
    for (int i = 0; i < label.length; i++) {
      labels[i] = label[i];
      relevance[i] = label[i];
    }
    return new ScoredRows(score, labels, relevance, new int[label.length], 1, 0.5);
  }

  static ScoredRows random(int rows, long seed) {
    Random random = new Random(seed);
    double[] score = new double[rows];
    float[] label = new float[rows];
    double[] relevance = new double[rows];
    int[] group = new int[rows];
    for (int i = 0; i < rows; i++) {
      score[i] = random.nextDouble();
      label[i] = random.nextDouble() < score[i] ? 1 : 0;
      relevance[i] = 5 * label[i] + random.nextInt(5);
      group[i] = random.nextInt(Math.max(1, rows / 5));
    }
    return new ScoredRows(score, label, relevance, group, Math.max(1, rows / 5), 0.5);
  }
}
