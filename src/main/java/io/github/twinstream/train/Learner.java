package io.github.twinstream.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.model.Batch;
import io.github.twinstream.model.CrossEntropy;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.Pass;

/**
 * One step of learning and one pass of scoring: forward, loss, backward, optimiser. All native
 * memory of a pass is freed at its end.
 */
final class Learner {
  /** DJL collects gradients for one caller at a time, so steps of two trainings take turns. */
  private static final Object COLLECTOR = new Object();

  private final Network network;
  private final Adam adam;

  Learner(Network network, TrainOptions options) {
    this.network = network;
    this.adam =
        new Adam(
            network.parameters().learned(),
            options.embeddingRegularizer(),
            options.netRegularizer(),
            options.maxGradientNorm());
  }

  /** Learns from some rows; the batch's loss before the step, penalties included. */
  double step(EncodedRows rows, int[] order, int from, int to, double rate) {
    double loss = gradients(rows, order, from, to, Pass.TRAINING);
    adam.step(rate);
    return loss;
  }

  /** Computes the gradients of some rows' total loss; the loss. */
  double gradients(EncodedRows rows, int[] order, int from, int to, Pass pass) {
    synchronized (COLLECTOR) {
      try (NDManager manager = network.parameters().manager().newSubManager();
          NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        Batch batch = network.inputs().batch(rows, order, from, to, manager);
        float[] truth = new float[to - from];
        for (int i = 0; i < truth.length; i++) {
          truth[i] = rows.label()[order[from + i]];
        }
        NDArray labels = manager.create(truth, new Shape(truth.length, 1));
        double data;
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
          NDArray loss = network.loss(batch, labels, pass, CrossEntropy::mean);
          collector.backward(loss);
          data = loss.getFloat();
        }
        return data + adam.gather();
      }
    }
  }

  /** The gradients' norm before clipping, as of the last pass. */
  double gradientNorm() {
    return adam.norm();
  }
}
