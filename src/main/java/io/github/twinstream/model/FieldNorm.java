package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;

/** Layer normalisation of each field's vector with a scale and shift of its own, in one step. */
final class FieldNorm {
  private final NDArray scale;
  private final NDArray shift;

  FieldNorm(String name, int fields, int dimension, Parameters parameters) {
    Shape shape = new Shape(fields, dimension);
    this.scale =
        parameters.joinedConstant(name + ".weight", names(name, fields, "weight"), 1, shape);
    this.shift = parameters.joinedConstant(name + ".bias", names(name, fields, "bias"), 0, shape);
  }

  private static List<String> names(String name, int fields, String part) {
    return IntStream.range(0, fields).mapToObj(f -> name + "." + f + "." + part).toList();
  }

  /** Normalises vectors of shape (rows, fields, d). */
  NDArray forward(NDArray vectors) {
    NDArray mean = vectors.mean(new int[] {2}, true);
    NDArray centred = vectors.sub(mean);
    NDArray variance = centred.mul(centred).mean(new int[] {2}, true);
    return centred.div(variance.add(1e-5f).sqrt()).mul(scale).add(shift);
  }
}
