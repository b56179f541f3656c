package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * A network built for one schema: it knows its parameters, which inputs it looks up, and how to
 * turn a batch into logits.
 */
public interface Network {
  /** Its parameters and buffers. */
  Parameters parameters();

  /** Which ids and numbers of a row it reads, and where its tables begin. */
  EmbeddingLayer inputs();

  /**
   * The logits of a batch, shape (rows, 1).
   *
   * @param batch ids and numbers, made by {@link #inputs()}
   * @param pass whether it is a training pass, and who listens to what lies between
   */
  NDArray logits(Batch batch, Pass pass);

  /**
   * The data loss of a training batch, a scalar. Most networks have no more than the chosen loss of
   * their logits; one with a loss of its own, such as FinalNet's two blocks, adds its terms here.
   *
   * @param labels 1 or 0, shape (rows, 1)
   * @param loss the chosen loss: logits and labels to a scalar
   */
  default NDArray loss(Batch batch, NDArray labels, Pass pass, BinaryOperator<NDArray> loss) {
    return loss.apply(logits(batch, pass), labels);
  }

  /**
   * A forward pass over single rows in plain Java, with the parameters' present values; empty if
   * this network has none, so that single rows take the tensors' way.
   */
  default Optional<RowForward> rowForward() {
    return Optional.empty();
  }
}
