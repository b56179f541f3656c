package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Map;

/**
 * Batch normalisation over rows: biased variance to normalise, unbiased for the running estimate. A
 * training batch of a single row has no variance and is normalised by the running statistics.
 */
final class BatchNorm implements Layer {
  private static final float EPSILON = 1e-5f;

  private final NDArray gamma;
  private final NDArray beta;
  private final NDArray mean;
  private final NDArray variance;
  private final float momentum;
  private final float epsilon;

  private BatchNorm(
      NDArray gamma, NDArray beta, String name, float momentum, float epsilon, Parameters p) {
    this.gamma = gamma;
    this.beta = beta;
    this.momentum = momentum;
    this.epsilon = epsilon;
    Shape units = gamma.getShape();
    this.mean = p.buffer(name + ".running_mean", 0, units);
    this.variance = p.buffer(name + ".running_var", 1, units);
  }

  /** With a learned scale and shift; momentum 0.1, epsilon 1e-5. */
  static BatchNorm learned(String name, int units, Parameters parameters) {
    Shape shape = new Shape(units);
    NDArray gamma = parameters.constant(name + ".weight", 1, shape);
    NDArray beta = parameters.constant(name + ".bias", 0, shape);
    return new BatchNorm(gamma, beta, name, 0.1f, EPSILON, parameters);
  }

  /** What a learned one with running statistics does: each unit times a scale, plus a shift. */
  static void fold(String name, Map<String, float[]> values, float[] scale, float[] shift) {
    float[] mean = values.get(name + ".running_mean");
    float[] variance = values.get(name + ".running_var");
    float[] gamma = values.get(name + ".weight");
    float[] beta = values.get(name + ".bias");
    for (int i = 0; i < scale.length; i++) {
      scale[i] = (float) (gamma[i] / Math.sqrt(variance[i] + EPSILON));
      shift[i] = beta[i] - mean[i] * scale[i];
    }
  }

  /** Without a learned scale and shift. */
  static BatchNorm fixed(
      String name, int units, float momentum, float epsilon, Parameters parameters) {
    Shape shape = new Shape(units);
    return new BatchNorm(
        parameters.manager().ones(shape, parameters.type()),
        parameters.manager().zeros(shape, parameters.type()),
        name,
        momentum,
        epsilon,
        parameters);
  }

  @Override
  public NDArray forward(NDArray x, Pass pass) {
    boolean batch = pass.training() && x.getShape().get(0) > 1;
    // DJL's momentum is the share that is kept, PyTorch's the share that is taken in
    return x.getNDArrayInternal()
        .batchNorm(x, mean, variance, gamma, beta, -1, 1 - momentum, epsilon, batch)
        .singletonOrThrow();
  }
}
