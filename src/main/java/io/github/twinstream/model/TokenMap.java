package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;

/** A linear map over tokens, the same for every dimension: (rows, m, d) to (rows, n, d). */
final class TokenMap implements Layer {
  private final NDArray weight;

  TokenMap(String name, int inputs, int outputs, Parameters parameters) {
    this.weight = parameters.xavier(name + ".weight", outputs, inputs);
  }

  @Override
  public NDArray forward(NDArray x, Pass pass) {
    NDArray turned = x.transpose(0, 2, 1);
    return turned
        .getNDArrayInternal()
        .linear(turned, weight, null)
        .singletonOrThrow()
        .transpose(0, 2, 1);
  }
}
