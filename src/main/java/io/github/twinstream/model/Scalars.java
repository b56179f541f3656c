package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;

/**
 * Products with constants inside a forward pass. DJL's own {@code x.mul(number)} and {@code
 * x.div(number)} must not be used there: they give the constant's memory back right away, while the
 * backward pass still reads it, so a garbage collection between the two corrupts gradients.
 */
final class Scalars {
  private Scalars() {}

  /** x · factor; the constant lives as long as the batch. */
  static NDArray times(NDArray x, double factor) {
    NDArray constant = x.getManager().create((float) factor);
    return x.mul(constant.toType(x.getDataType(), false));
  }
}
