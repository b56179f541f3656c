package io.github.twinstream.baseline;

/**
 * Turns scores into probabilities without changing their order: σ(a + b · (s − mean) / deviation),
 * a and b ≥ 0.001 of the largest likelihood on given rows. Source: Platt 1999.
 */
final class Platt {
  private static final double LEAST_SLOPE = 1e-3;
  private static final double RIDGE = 1e-6;
  private static final int STEPS = 50;

  private final double mean;
  private final double deviation;
  private final double intercept;
  private final double slope;

  private Platt(double mean, double deviation, double intercept, double slope) {
    this.mean = mean;
    this.deviation = deviation;
    this.intercept = intercept;
    this.slope = slope;
  }

  /**
   * Fits on these rows; with labels of one class the probability is near that class.
   *
   * @param score one score for each row
   * @param label 1 or 0 for each row
   */
  static Platt fit(double[] score, double[] label) {
    int rows = score.length;
    double mean = 0;
    double share = 0;
    for (int i = 0; i < rows; i++) {
      mean += score[i] / rows;
      share += label[i];
    }
    share = (share + 1) / (rows + 2);
    double squares = 0;
    for (double s : score) {
      squares += (s - mean) * (s - mean) / rows;
    }
    double deviation = squares > 0 ? Math.sqrt(squares) : 1;
    double a = Math.log(share / (1 - share));
    double b = 0;
    for (int step = 0; step < STEPS; step++) {
      double ga = 0;
      double gb = -RIDGE * b;
      double haa = RIDGE;
      double hab = 0;
      double hbb = RIDGE;
      for (int i = 0; i < rows; i++) {
        double z = (score[i] - mean) / deviation;
        double p = sigmoid(a + b * z);
        double rest = (label[i] - p) / rows;
        double weight = Math.max(1e-12, p * (1 - p)) / rows;
        ga += rest;
        gb += rest * z;
        haa += weight;
        hab += weight * z;
        hbb += weight * z * z;
      }
      double determinant = haa * hbb - hab * hab;
      double da = clip((hbb * ga - hab * gb) / determinant);
      double db = clip((haa * gb - hab * ga) / determinant);
      a += da;
      b += db;
      if (Math.abs(da) + Math.abs(db) < 1e-10) {
        break;
      }
    }
    return b >= LEAST_SLOPE
        ? new Platt(mean, deviation, a, b)
        : new Platt(mean, deviation, Math.log(share / (1 - share)), LEAST_SLOPE);
  }

  double[] of(double[] score) {
    double[] probability = new double[score.length];
    for (int i = 0; i < probability.length; i++) {
      probability[i] = sigmoid(intercept + slope * (score[i] - mean) / deviation);
    }
    return probability;
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double clip(double step) {
    return Math.max(-2, Math.min(2, step));
  }
}
