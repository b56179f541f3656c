package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * Products with constants inside a forward pass. DJL's own {@code x.mul(number)} and {@code
 * x.div(number)} must not be used there: they give the constant's memory back right away, while the
 * backward pass still reads it, so a garbage collection between the two corrupts gradients.
 */
final class Scalars {
  private Scalars() {}

  /** x · factor; the constant lives as long as the batch. */
  static NDArray times(NDArray x, double factor) {
    return x.mul(
        x.getDataType() == DataType.FLOAT64
            ? x.getManager().create(factor)
            : x.getManager().create((float) factor));
  }
}
