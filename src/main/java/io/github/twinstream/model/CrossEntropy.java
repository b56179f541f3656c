package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;

/** Binary cross-entropy from logits. */
public final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * The mean over the rows of max(z, 0) − z·y + ln(1 + e^−|z|), which is −y·ln σ(z) − (1−y)·ln(1 −
   * σ(z)) without overflow.
   *
   * @param z logits
   * @param y targets from 0 to 1, of the same shape
   */
  public static NDArray mean(NDArray z, NDArray y) {
    return each(z, y).mean();
  }

  /** The term of each row, in the logits' shape. */
  public static NDArray each(NDArray z, NDArray y) {
    NDArray positive = z.getNDArrayInternal().relu();
    return positive.sub(z.mul(y)).add(z.abs().neg().exp().add(1).log());
  }
}
