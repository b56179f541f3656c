package io.github.twinstream.train;

/** Moves parameters along their gradients. One step is {@link #gather()}, then {@link #step}. */
interface Optimizer {
  /**
   * Takes the gradients of the last backward pass in: adds the regularisers' and measures the norm.
   *
   * @return the penalty that the regularisers add to the loss
   */
  double gather();

  /** The gradients' norm before clipping, as of the last {@link #gather()}. */
  double norm();

  /** Moves the parameters along the gathered gradients, and clears these. */
  void step(double rate);

  /** How many steps were taken. */
  int steps();
}
