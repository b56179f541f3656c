package io.github.twinstream.train;

import io.github.twinstream.archive.Tensor;
import java.util.List;

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

  /** Moves the parameters along the gathered gradients, and forgets these. */
  void step(double rate);

  /** How many steps were taken. */
  int steps();

  /** What is remembered of earlier steps, parameter by parameter; copies. */
  List<Tensor> moments();

  /**
   * Takes up where another left off.
   *
   * @param moments what the other's {@link #moments()} gave
   * @param steps how many steps it had taken
   */
  void restore(List<Tensor> moments, int steps);
}
