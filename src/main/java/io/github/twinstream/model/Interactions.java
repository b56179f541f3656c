package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;

/** Products of field vectors that have no parameters. */
final class Interactions {
  private Interactions() {}

  /** How many pairs so many vectors make. */
  static int pairs(int vectors) {
    return vectors * (vectors - 1) / 2;
  }

  /**
   * The inner products of all pairs i &lt; j, by rows of the upper triangle.
   *
   * @param vectors shape (rows, n, d) with n at least 2
   * @return shape (rows, n(n − 1)/2)
   */
  static NDArray dots(NDArray vectors) {
    long rows = vectors.getShape().get(0);
    int n = (int) vectors.getShape().get(1);
    long[] upper = new long[pairs(n)];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        upper[at++] = (long) i * n + j;
      }
    }
    NDArray all = vectors.matMul(vectors.transpose(0, 2, 1)).reshape(rows, (long) n * n);
    return all.get(":, {}", all.getManager().create(upper));
  }

  /**
   * Half of (Σ e)² − Σ e² over the vectors, summed over d: the sum of the inner products of all
   * pairs, in linear time (arXiv 1703.04247, equation 2).
   *
   * @param vectors shape (rows, n, d)
   * @return shape (rows, 1)
   */
  static NDArray secondOrder(NDArray vectors) {
    NDArray sum = vectors.sum(new int[] {1});
    NDArray squares = vectors.mul(vectors).sum(new int[] {1});
    return Scalars.times(sum.mul(sum).sub(squares).sum(new int[] {1}, true), 0.5);
  }
}
