package io.github.twinstream.train;

/**
 * Decides after each evaluation whether its weights are the best so far, cuts the learning rate
 * when they are not, and stops when that has happened too often in a row. As the reference: an
 * improvement must exceed 1e-6; a value that is not a number counts as an improvement.
 */
public final class EarlyStopping {
  private static final double LEAST_CHANGE = 1e-6;
  private static final double LEAST_RATE = 1e-6;

  private final boolean max;
  private final int patience;
  private final boolean reduceRate;
  private double rate;
  private double best;
  private int without;

  /**
   * @param max whether higher is better
   * @param patience evaluations without improvement after which training stops
   * @param reduceRate whether each of them cuts the learning rate to a tenth, to 1e-6 at least
   * @param rate the learning rate at the start
   */
  public EarlyStopping(boolean max, int patience, boolean reduceRate, double rate) {
    this.max = max;
    this.patience = patience;
    this.reduceRate = reduceRate;
    this.rate = rate;
    this.best = max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** Takes the monitored value in; whether its weights are the best so far. */
  public boolean improved(double value) {
    boolean worse = max ? value < best + LEAST_CHANGE : value > best - LEAST_CHANGE;
    if (!worse) {
      best = value;
      without = 0;
      return true;
    }
    without++;
    if (reduceRate) {
      rate = Math.max(0.1 * rate, LEAST_RATE);
    }
    return false;
  }

  /** Takes up where another left off. */
  void restore(double rateThen, double bestThen, int withoutThen) {
    rate = rateThen;
    best = bestThen;
    without = withoutThen;
  }

  /** Whether training is to stop. */
  public boolean stop() {
    return without >= patience;
  }

  /** The learning rate of the next steps. */
  public double rate() {
    return rate;
  }

  /** The best value so far. */
  public double best() {
    return best;
  }

  /** Evaluations since the last improvement. */
  public int withoutImprovement() {
    return without;
  }
}
