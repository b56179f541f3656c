package io.github.twinstream.evaluate;

/** What a paired test says of a model beside another one. */
public enum Verdict {
  /** The difference is in the model's favour, and larger than chance explains. */
  BETTER("better"),
  /** The difference is against the model, and larger than chance explains. */
  WORSE("worse"),
  /** Chance explains the difference: which model is better is not known. */
  NOT_SHOWN("no difference shown"),
  /** It is the model that the others are compared with. */
  REFERENCE("reference"),
  /** The metric is undefined. */
  UNDEFINED("undefined");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /**
   * The verdict on a difference.
   *
   * @param difference the model's value less the other's
   * @param p the corrected p-value
   * @param level the largest p that counts, such as 0.05
   */
  static Verdict of(double difference, double p, double level, boolean higherIsBetter) {
    if (Double.isNaN(difference) || Double.isNaN(p)) {
      return UNDEFINED;
    }
    if (p > level || difference == 0) {
      return NOT_SHOWN;
    }
    return difference > 0 == higherIsBetter ? BETTER : WORSE;
  }

  @Override
  public String toString() {
    return words;
  }
}
