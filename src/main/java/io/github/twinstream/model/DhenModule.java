package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * The interaction modules of DHEN (arXiv 2203.11014, section 3.2), each from m tokens of width d to
 * l tokens of width d. The paper leaves details open; here
 *
 * <ul>
 *   <li>dot: the m(m − 1)/2 inner products, a linear layer to l · d (of a single token, which has
 *       no pairs, the token itself),
 *   <li>attention: residual self-attention, normalised, then a residual two-layer perceptron of
 *       twice the width, normalised, then a linear map over tokens,
 *   <li>cross: x + x ⊙ (W x + b) over all m · d numbers, then a linear map over tokens,
 *   <li>linear: a linear map over tokens,
 *   <li>convolution: the m × d matrix through four 3 × 3 filters with a margin of zeros and ReLU,
 *       then a linear map over the 4 · m rows.
 * </ul>
 */
final class DhenModule {
  private static final int FILTERS = 4;

  private DhenModule() {}

  static Layer of(Dhen.Module kind, String name, int inputs, Dhen spec, Parameters parameters) {
    int d = spec.embeddingDim();
    return switch (kind) {
      case DOT -> dot(name, inputs, d, spec.tokens(), parameters);
      case ATTENTION -> attention(name, inputs, spec, parameters);
      case CROSS -> cross(name, inputs, d, spec.tokens(), parameters);
      case LINEAR -> new TokenMap(name + ".tokens", inputs, spec.tokens(), parameters);
      case CONVOLUTION -> convolution(name, inputs, spec.tokens(), parameters);
    };
  }

  private static Layer dot(String name, int inputs, int d, int tokens, Parameters parameters) {
    int met = inputs > 1 ? Interactions.pairs(inputs) : d;
    Layer linear = Mlp.linear(name + ".linear", met, tokens * d, parameters);
    return (x, pass) -> {
      NDArray products = inputs > 1 ? Interactions.dots(x) : EmbeddingLayer.flat(x);
      return linear.forward(products, pass).reshape(x.getShape().get(0), tokens, d);
    };
  }

  private static Layer attention(String name, int inputs, Dhen spec, Parameters parameters) {
    int d = spec.embeddingDim();
    SelfAttention attention =
        new SelfAttention(
            name + ".attention",
            d,
            new SelfAttention.Options(d, spec.heads(), true, true, false, spec.dropout()),
            parameters);
    LayerNorm first = new LayerNorm(name + ".norm1", d, parameters);
    Layer widen = Mlp.linear(name + ".widen", d, 2 * d, parameters);
    Layer narrow = Mlp.linear(name + ".narrow", 2 * d, d, parameters);
    LayerNorm second = new LayerNorm(name + ".norm2", d, parameters);
    TokenMap tokens = new TokenMap(name + ".tokens", inputs, spec.tokens(), parameters);
    return (x, pass) -> {
      NDArray attended = first.forward(attention.summed(x, pass), pass);
      NDArray wide = widen.forward(attended, pass).getNDArrayInternal().relu();
      NDArray encoded = second.forward(attended.add(narrow.forward(wide, pass)), pass);
      return tokens.forward(encoded, pass);
    };
  }

  private static Layer cross(String name, int inputs, int d, int tokens, Parameters parameters) {
    CrossNetwork cross = new CrossNetwork(name + ".cross", inputs * d, 1, parameters);
    TokenMap map = new TokenMap(name + ".tokens", inputs, tokens, parameters);
    return (x, pass) -> {
      NDArray crossed = cross.forward(EmbeddingLayer.flat(x), pass);
      return map.forward(crossed.reshape(x.getShape()), pass);
    };
  }

  private static Layer convolution(String name, int inputs, int tokens, Parameters parameters) {
    NDArray weight =
        parameters.normal(
            name + ".conv.weight", Math.sqrt(2.0 / (9 + 9 * FILTERS)), new Shape(FILTERS, 9));
    NDArray bias = parameters.constant(name + ".conv.bias", 0, new Shape(FILTERS));
    TokenMap map = new TokenMap(name + ".tokens", FILTERS * inputs, tokens, parameters);
    return (x, pass) -> {
      NDArray patches = patches(x);
      NDArray maps =
          patches
              .getNDArrayInternal()
              .linear(patches, weight, bias)
              .singletonOrThrow()
              .getNDArrayInternal()
              .relu();
      Shape shape = x.getShape();
      NDArray rows = maps.transpose(0, 3, 1, 2);
      return map.forward(rows.reshape(shape.get(0), FILTERS * shape.get(1), shape.get(2)), pass);
    };
  }

  /** The 3 × 3 neighbourhood of each number, zeros outside: (rows, m, d) to (rows, m, d, 9). */
  private static NDArray patches(NDArray x) {
    Shape shape = x.getShape();
    long m = shape.get(1);
    long d = shape.get(2);
    NDArray column = x.getManager().zeros(new Shape(shape.get(0), m, 1), x.getDataType());
    NDArray wide = NDArrays.concat(new NDList(column, x, column), 2);
    NDArray row = x.getManager().zeros(new Shape(shape.get(0), 1, d + 2), x.getDataType());
    NDArray padded = NDArrays.concat(new NDList(row, wide, row), 1);
    NDList shifted = new NDList();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        shifted.add(padded.get(":, {}:{}, {}:{}", i, i + m, j, j + d));
      }
    }
    return NDArrays.stack(shifted, 3);
  }
}
