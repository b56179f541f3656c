package io.github.twinstream.evaluate;

/**
 * What a model took. Numbers that are not known are NaN, or -1 for the parameters.
 *
 * @param trainSeconds wall-clock seconds of one training, early stopping included
 * @param scoreSeconds wall-clock seconds of scoring the candidates once
 * @param parameters how many numbers were learned
 * @param peakMegabytes the most memory that the training process held, the program itself included
 */
public record Cost(
    double trainSeconds, double scoreSeconds, long parameters, double peakMegabytes) {
  /** Nothing is known, such as for scores read from a file. */
  public static final Cost UNKNOWN = new Cost(Double.NaN, Double.NaN, -1, Double.NaN);
}
