package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Multi-head self-attention between fields, as AutoInt has it (arXiv 1810.11921, equations 5 to 8):
 * softmax(Q Kᵀ) V by head, heads side by side, then the residual, normalisation and ReLU as set.
 * Permuting the fields permutes the outputs alike.
 */
final class SelfAttention implements Layer {
  /**
   * How a layer is made.
   *
   * @param width of its outputs, all heads together
   * @param heads a divisor of the width
   * @param residual whether the input is added, through a matrix if the widths differ
   * @param scale whether the products are divided by √(width / heads) before the softmax
   * @param layerNorm whether the sum is normalised
   * @param dropout the share of attention weights dropped in training
   */
  record Options(
      int width, int heads, boolean residual, boolean scale, boolean layerNorm, double dropout) {}

  private final String name;
  private final Options options;
  private final NDArray projection;
  private final NDArray residual;
  private final LayerNorm norm;

  SelfAttention(String name, int inputs, Options options, Parameters parameters) {
    this.name = name;
    this.options = options;
    int width = options.width();
    this.projection =
        parameters.joined(
            name + ".W_qkv",
            List.of(name + ".W_q.weight", name + ".W_k.weight", name + ".W_v.weight"),
            Math.sqrt(2.0 / (inputs + width)),
            new Shape(3L * width, inputs));
    this.residual =
        options.residual() && inputs != width
            ? parameters.xavier(name + ".W_res.weight", width, inputs)
            : null;
    this.norm = options.layerNorm() ? new LayerNorm(name + ".layer_norm", width, parameters) : null;
  }

  /** Fields of shape (rows, fields, inputs) to (rows, fields, width). */
  @Override
  public NDArray forward(NDArray x, Pass pass) {
    NDArray y = summed(x, pass);
    if (norm != null) {
      y = norm.forward(y, pass);
    }
    return pass.tell(name, y.getNDArrayInternal().relu());
  }

  /** The heads side by side plus the residual, before normalisation and ReLU. */
  NDArray summed(NDArray x, Pass pass) {
    int width = options.width();
    NDArray all = linear(x, projection);
    NDArray query = heads(all, 0);
    NDArray key = heads(all, width);
    NDArray value = heads(all, 2 * width);
    NDArray products = query.matMul(key.transpose(0, 1, 3, 2));
    if (options.scale()) {
      products = Scalars.times(products, Math.sqrt((double) options.heads() / width));
    }
    NDArray weights = Mlp.dropped(products.softmax(-1), options.dropout(), pass);
    NDArray y =
        weights
            .matMul(value)
            .transpose(0, 2, 1, 3)
            .reshape(x.getShape().get(0), x.getShape().get(1), width);
    return options.residual() ? y.add(residual == null ? x : linear(x, residual)) : y;
  }

  /** Part of the projection as (rows, heads, fields, width / heads). */
  private NDArray heads(NDArray all, int start) {
    Shape shape = all.getShape();
    int width = options.width();
    return all.get(":, :, {}:{}", start, start + width)
        .reshape(shape.get(0), shape.get(1), options.heads(), width / options.heads())
        .transpose(0, 2, 1, 3);
  }

  private static NDArray linear(NDArray x, NDArray weight) {
    return x.getNDArrayInternal().linear(x, weight, null).singletonOrThrow();
  }
}
