package io.github.twinstream.bundle;

/**
 * Platt's calibration: probability = sigmoid(slope · logit(score) + shift), both fitted on rows
 * that the network did not learn from, with Platt's smoothed targets (Lin, Lin and Weng, "A note on
 * Platt's probabilistic outputs", 2007). With a positive slope it leaves every order as it is.
 *
 * @param slope factor of the logit
 * @param shift added to it
 */
public record PlattScaling(double slope, double shift) {
  /** Scores as they are. */
  public static final PlattScaling NONE = new PlattScaling(1, 0);

  private static final int STEPS = 100;
  private static final double RIDGE = 1e-12;
  private static final double NEAREST = 1e-9;

  /**
   * The scaling under which the labels are likeliest, by Newton's method with halved steps. With
   * only one class of labels, or none, it is {@link #NONE}: nothing can be learned of it.
   */
  public static PlattScaling fit(double[] scores, float[] labels) {
    int positives = 0;
    for (float label : labels) {
      positives += label > 0.5 ? 1 : 0;
    }
    int negatives = labels.length - positives;
    if (positives == 0 || negatives == 0) {
      return NONE;
    }
    double high = (positives + 1.0) / (positives + 2.0);
    double low = 1.0 / (negatives + 2.0);
    double[] x = new double[scores.length];
    double[] y = new double[scores.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = logit(scores[i]);
      y[i] = labels[i] > 0.5 ? high : low;
    }
    PlattScaling current = NONE;
    double loss = current.loss(x, y);
    for (int step = 0; step < STEPS; step++) {
      double[] move = current.newton(x, y);
      double size = 1;
      PlattScaling next = current;
      double nextLoss = loss;
      while (size > 1e-10) {
        next = new PlattScaling(current.slope - size * move[0], current.shift - size * move[1]);
        nextLoss = next.loss(x, y);
        if (nextLoss <= loss) {
          break;
        }
        size /= 2;
      }
      if (!(nextLoss < loss - 1e-12 * Math.abs(loss))) {
        break;
      }
      current = next;
      loss = nextLoss;
    }
    return current;
  }

  /** The calibrated probability. */
  public double apply(double score) {
    return equals(NONE) ? score : sigmoid(slope * logit(score) + shift);
  }

  private double[] newton(double[] x, double[] y) {
    double g0 = 0;
    double g1 = 0;
    double h00 = RIDGE;
    double h01 = 0;
    double h11 = RIDGE;
    for (int i = 0; i < x.length; i++) {
      double p = sigmoid(slope * x[i] + shift);
      double gradient = p - y[i];
      double curvature = p * (1 - p);
      g0 += gradient * x[i];
      g1 += gradient;
      h00 += curvature * x[i] * x[i];
      h01 += curvature * x[i];
      h11 += curvature;
    }
    double determinant = h00 * h11 - h01 * h01;
    return determinant <= 0
        ? new double[] {g0 / h00, g1 / h11}
        : new double[] {(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant};
  }

  private double loss(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double z = slope * x[i] + shift;
      sum += Math.max(z, 0) - z * y[i] + Math.log1p(Math.exp(-Math.abs(z)));
    }
    return sum;
  }

  private static double logit(double score) {
    double p = Math.min(1 - NEAREST, Math.max(NEAREST, score));
    return Math.log(p / (1 - p));
  }

  private static double sigmoid(double z) {
    return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
  }
}
