package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** The Dice activation of DIN (arXiv 1706.06978): a PReLU that adapts to the batch. */
final class Dice implements Layer {
  private final BatchNorm norm;
  private final NDArray alpha;

  Dice(String name, int units, Parameters parameters) {
    this.norm = BatchNorm.fixed(name + ".bn", units, 0.01f, 1e-9f, parameters);
    this.alpha = parameters.constant(name + ".alpha", 0, new Shape(units));
  }

  @Override
  public NDArray forward(NDArray x, Pass pass) {
    NDArray p = norm.forward(x, pass).getNDArrayInternal().sigmoid();
    NDArray open = p.mul(x);
    return open.add(x.sub(open).mul(alpha));
  }
}
