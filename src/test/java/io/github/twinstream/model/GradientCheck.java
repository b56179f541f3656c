package io.github.twinstream.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.feature.EncodedRows;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Compares the gradients of a network's cross-entropy in float64 with central differences. */
final class GradientCheck {
  private static final double STEP = 1e-5;

  private GradientCheck() {}

  /** Checks the slope of each parameter along a random direction, at random parameters. */
  static void of(NetworkSpec spec, EncodedRows rows) {
    try (Parameters parameters = new Parameters(Djl.manager(), 3, DataType.FLOAT64)) {
      Network network = spec.build(rows.schema(), parameters);
      SplittableRandom random = new SplittableRandom(5);
      for (Parameters.Parameter parameter : parameters.learned()) {
        double[] values = normal(parameter.value(), random, 0.3);
        parameter.value().set(values);
      }
      loss(network, rows, true);
      for (Parameters.Parameter parameter : parameters.learned()) {
        slope(network, rows, parameter, random);
      }
    }
  }

  private static void slope(
      Network network, EncodedRows rows, Parameters.Parameter parameter, SplittableRandom random) {
    double[] start = parameter.value().toDoubleArray();
    double[] direction = normal(parameter.value(), random, 1);
    double[] gradient;
    try (NDArray held = parameter.value().getGradient()) {
      gradient = held.toDoubleArray();
    }
    double expected = 0;
    for (int i = 0; i < start.length; i++) {
      expected += gradient[i] * direction[i];
    }
    double up = moved(network, rows, parameter, start, direction, STEP);
    double down = moved(network, rows, parameter, start, direction, -STEP);
    parameter.value().set(start);
    double measured = (up - down) / (2 * STEP);
    assertTrue(Double.isFinite(measured), parameter.name() + " gives " + measured);
    assertEquals(
        expected, measured, 1e-6 * Math.max(1, Math.abs(expected)), "slope of " + parameter.name());
  }

  private static double moved(
      Network network,
      EncodedRows rows,
      Parameters.Parameter parameter,
      double[] start,
      double[] direction,
      double step) {
    double[] values = new double[start.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = start[i] + step * direction[i];
    }
    parameter.value().set(values);
    return loss(network, rows, false);
  }

  private static double loss(Network network, EncodedRows rows, boolean backward) {
    int[] order = IntStream.range(0, rows.rows()).toArray();
    try (NDManager manager = network.parameters().manager().newSubManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Batch batch =
          network
              .inputs()
              .batch(network.inputs().cut(rows, order, 0, rows.rows(), new Cut()), manager);
      double[] truth = new double[rows.rows()];
      for (int i = 0; i < truth.length; i++) {
        truth[i] = rows.label()[i];
      }
      NDArray labels = manager.create(truth, new Shape(truth.length, 1));
      if (!backward) {
        return CrossEntropy.mean(network.logits(batch, Pass.TRAINING), labels).getDouble();
      }
      try (GradientCollector collector = Djl.engine().newGradientCollector()) {
        NDArray loss = CrossEntropy.mean(network.logits(batch, Pass.TRAINING), labels);
        overwriteWhatIsFree();
        collector.backward(loss);
        return loss.getDouble();
      }
    }
  }

  /** Memory that the forward pass gave back, but the backward pass still reads, holds NaN now. */
  private static void overwriteWhatIsFree() {
    System.gc();
    for (int i = 0; i < 20_000; i++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(4 + 4 * (i % 3));
      while (buffer.hasRemaining()) {
        buffer.putFloat(Float.NaN);
      }
    }
  }

  private static double[] normal(NDArray like, SplittableRandom random, double spread) {
    double[] values = new double[Math.toIntExact(like.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = spread * random.nextGaussian();
    }
    return values;
  }
}
