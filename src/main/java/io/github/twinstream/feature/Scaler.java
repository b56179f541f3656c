package io.github.twinstream.feature;

/**
 * A fitted scaling: (x − offset) / divisor.
 *
 * @param offset what is taken away
 * @param divisor what is divided by; never 0
 */
public record Scaler(double offset, double divisor) {
  /** The scaled value. */
  public double apply(double value) {
    return (value - offset) / divisor;
  }
}
