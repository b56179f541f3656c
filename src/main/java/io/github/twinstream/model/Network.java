package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;

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
}
