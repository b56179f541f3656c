package io.github.twinstream.cli.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.twinstream.model.Network;
import java.util.List;

/**
 * The yardstick: plain matrix products, a batch times each weight matrix of the network, with
 * nothing between them.
 */
final class Gemm {
  private static final int ROWS = 4096;
  private static final int REPEATS = 3;

  /** A single row of weights is no matrix product. */
  private static final int NARROWEST = 8;

  private final NDManager manager;
  private final List<Shape> weights;
  private final double flopsPerRow;

  Gemm(Network network) {
    this.manager = network.parameters().manager();
    List<Shape> matrices =
        network.parameters().learned().stream()
            .filter(p -> !p.embedding())
            .map(p -> p.value().getShape())
            .filter(shape -> shape.dimension() >= 2)
            .toList();
    this.flopsPerRow = matrices.stream().mapToDouble(shape -> 2.0 * shape.size()).sum();
    this.weights =
        matrices.stream()
            .filter(s -> s.dimension() == 2 && Math.min(s.get(0), s.get(1)) >= NARROWEST)
            .toList();
  }

  /**
   * Floating-point operations of a forward pass over one row: two for each weight that a row is
   * multiplied with, as the model is written; a backward pass takes twice as many.
   */
  double flopsPerRow() {
    return flopsPerRow;
  }

  /** Operations a second now. */
  double rate() {
    double operations = 0;
    double seconds = 0;
    for (Shape weight : weights) {
      try (NDManager scratch = manager.newSubManager()) {
        NDArray x = scratch.randomUniform(-1, 1, new Shape(ROWS, weight.get(1)));
        NDArray w = scratch.randomUniform(-1, 1, new Shape(weight.get(1), weight.get(0)));
        x.matMul(w).close();
        long started = System.nanoTime();
        for (int i = 0; i < REPEATS; i++) {
          x.matMul(w).close();
        }
        seconds += (System.nanoTime() - started) / 1e9;
        operations += REPEATS * 2.0 * ROWS * weight.size();
      }
    }
    return operations / seconds;
  }
}
