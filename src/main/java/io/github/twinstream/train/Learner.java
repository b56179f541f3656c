package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import io.github.twinstream.archive.Tensor;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.model.Batch;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.Parameters;
import io.github.twinstream.model.Pass;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One step of learning and one pass of scoring: forward, loss, backward, optimiser. All native
 * memory of a pass is freed at its end.
 */
final class Learner {
  /** DJL collects gradients for one caller at a time, so steps of two trainings take turns. */
  private static final Object COLLECTOR = new Object();

  private final Network network;
  private final Optimizer optimizer;
  private final Loss loss;
  private final long seed;

  Learner(Network network, TrainOptions options) {
    this.network = network;
    Parameters parameters = network.parameters();
    Regularizer embedding = options.embeddingRegularizer();
    Regularizer net = options.netRegularizer();
    double norm = options.maxGradientNorm();
    this.loss = options.loss();
    this.seed = options.seed();
    if (!parameters.manager().getDevice().isGpu()) {
      this.optimizer = new BlockOptimizer(parameters, options.optimizer(), embedding, net, norm);
    } else if (options.optimizer().rule() == Optimization.Rule.ADAM) {
      this.optimizer = new TensorAdam(parameters, embedding, net, norm);
    } else {
      throw new ConfigException(
          "optimizer "
              + options.optimizer().rule()
              + " on a GPU: only Adam runs there; choose it, or train on cpu()");
    }
  }

  /** Learns from a batch; its loss before the step, penalties included. */
  double step(Feed.Portion portion, double rate) {
    double loss = gradients(portion, Pass.TRAINING);
    optimizer.step(rate);
    return loss;
  }

  /** Computes the gradients of a batch's total loss; the loss. */
  double gradients(Feed.Portion portion, Pass pass) {
    synchronized (COLLECTOR) {
      try (NDManager manager = network.parameters().manager().newSubManager();
          NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        Batch batch = portion.inputs(manager);
        NDArray labels = portion.labels(manager);
        BatchGroups groups = loss.grouped() ? portion.groups() : null;
        SplittableRandom random = new SplittableRandom(seed + optimizer.steps());
        double data;
        try (GradientCollector collector = Djl.engine().newGradientCollector()) {
          NDArray total =
              network.loss(batch, labels, pass, (z, y) -> loss.of(z, y, groups, random));
          collector.backward(total);
          data = total.getFloat();
        }
        return data + optimizer.gather();
      }
    }
  }

  /** How many steps were taken. */
  int steps() {
    return optimizer.steps();
  }

  /** What the optimiser remembers of earlier steps. */
  List<Tensor> moments() {
    return optimizer.moments();
  }

  /** Takes up where another left off. */
  void restore(List<Tensor> moments, int steps) {
    optimizer.restore(moments, steps);
  }

  /** The gradients' norm before clipping, as of the last pass. */
  double gradientNorm() {
    return optimizer.norm();
  }
}
