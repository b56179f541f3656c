package io.github.twinstream.model;

/**
 * A network's forward pass over one row in plain Java: no tensor, no native call. A copy of the
 * parameters' values when it was made; safe for many threads.
 */
public interface RowForward {
  /**
   * The row's logit, equal to {@link Network#logits} but for rounding.
   *
   * @param ids {@code idWidth} ids as in the schema
   * @param numbers {@code numericWidth} scaled numbers
   */
  float logit(int[] ids, float[] numbers);
}
