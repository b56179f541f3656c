package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Logistic regression's term: Σ over the fields of w[x], a number's own times its value, a list's
 * summed, and a bias if asked for. It reads the weights that an {@link EmbeddingLayer} keeps.
 */
final class FirstOrder {
  private final String name;
  private final EmbeddingLayer embeddings;
  private final NDArray bias;

  /**
   * @param name of the term; the embedding layer must have been built with {@link #weights}
   */
  FirstOrder(String name, EmbeddingLayer embeddings, boolean bias, Parameters parameters) {
    this.name = name;
    this.embeddings = embeddings;
    this.bias = bias ? parameters.constant(name + ".bias", 0, new Shape(1)) : null;
  }

  /** The name under which the embedding layer keeps the weights of the term of this name. */
  static String weights(String name) {
    return name + ".embedding_layer";
  }

  NDArray forward(Batch batch, Pass pass) {
    NDArray sum = embeddings.firstOrder(batch);
    return pass.tell(name, bias == null ? sum : sum.add(bias));
  }
}
