package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Layer normalisation over the last dimension, with a learned scale and shift; epsilon 1e-5. */
final class LayerNorm implements Layer {
  private static final float EPSILON = 1e-5f;

  private final NDArray scale;
  private final NDArray shift;

  LayerNorm(String name, int units, Parameters parameters) {
    this.scale = parameters.constant(name + ".weight", 1, new Shape(units));
    this.shift = parameters.constant(name + ".bias", 0, new Shape(units));
  }

  @Override
  public NDArray forward(NDArray x, Pass pass) {
    return normalised(x, scale, shift);
  }

  static NDArray normalised(NDArray x, NDArray scale, NDArray shift) {
    Shape units = new Shape(x.getShape().get(x.getShape().dimension() - 1));
    return x.getNDArrayInternal().layerNorm(x, units, scale, shift, EPSILON).singletonOrThrow();
  }
}
