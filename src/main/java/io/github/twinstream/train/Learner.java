package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.model.Batch;
import io.github.twinstream.model.CrossEntropy;
import io.github.twinstream.model.Cut;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.Parameters;
import io.github.twinstream.model.Pass;

/**
 * One step of learning and one pass of scoring: forward, loss, backward, optimiser. All native
 * memory of a pass is freed at its end.
 */
final class Learner {
  /** DJL collects gradients for one caller at a time, so steps of two trainings take turns. */
  private static final Object COLLECTOR = new Object();

  private final Network network;
  private final Optimizer optimizer;

  Learner(Network network, TrainOptions options) {
    this.network = network;
    Parameters parameters = network.parameters();
    Regularizer embedding = options.embeddingRegularizer();
    Regularizer net = options.netRegularizer();
    double norm = options.maxGradientNorm();
    this.optimizer =
        parameters.manager().getDevice().isGpu()
            ? new TensorAdam(parameters, embedding, net, norm)
            : new Adam(parameters.learned(), embedding, net, norm);
  }

  /** Learns from a batch; its loss before the step, penalties included. */
  double step(Cut cut, double rate) {
    double loss = gradients(cut, Pass.TRAINING);
    optimizer.step(rate);
    return loss;
  }

  /** Computes the gradients of a batch's total loss; the loss. */
  double gradients(Cut cut, Pass pass) {
    synchronized (COLLECTOR) {
      try (NDManager manager = network.parameters().manager().newSubManager();
          NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        Batch batch = network.inputs().batch(cut, manager);
        NDArray labels = manager.create(cut.labels(), new Shape(cut.rows(), 1), DataType.FLOAT32);
        double data;
        try (GradientCollector collector = Djl.engine().newGradientCollector()) {
          NDArray loss = network.loss(batch, labels, pass, CrossEntropy::mean);
          collector.backward(loss);
          data = loss.getFloat();
        }
        return data + optimizer.gather();
      }
    }
  }

  /** The gradients' norm before clipping, as of the last pass. */
  double gradientNorm() {
    return optimizer.norm();
  }
}
