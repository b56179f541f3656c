package io.github.twinstream.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.feature.EncodedRows;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@link FinalNet} keeps what every network promises, and its blocks teach each other. */
class FinalNetTest extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return FinalNet.DEFAULT;
  }

  @Override
  NetworkSpec small() {
    return FinalNet.DEFAULT.embeddingDim(4).blocks(MlpSpec.of(8, 6).batchNorm(true), MlpSpec.of(4));
  }

  /** The last biases move y₁ and y₂ alone: the three terms' slopes, the teacher standing still. */
  @Test
  void the_three_part_loss_holds_the_joint_prediction_still_as_a_teacher() {
    EncodedRows rows = SmallRows.draw(SmallRows.MIXED, 3, 4);
    try (Parameters parameters = new Parameters(Djl.manager(), 3, DataType.FLOAT64);
        NDManager manager = parameters.manager().newSubManager()) {
      Network network =
          new FinalNet(4, MlpSpec.of(4), MlpSpec.of(2), true, false, 0)
              .build(SmallRows.MIXED, parameters);
      Map<String, double[]> heard = new LinkedHashMap<>();
      Pass pass = new Pass(true, (name, output) -> heard.put(name, output.toDoubleArray()));
      Batch batch =
          network
              .inputs()
              .batch(network.inputs().cut(rows, new int[] {0, 1, 2}, 0, 3, new Cut()), manager);
      double[] truth = {rows.label()[0], rows.label()[1], rows.label()[2]};
      NDArray labels = manager.create(truth, new Shape(3, 1));
      double total;
      try (GradientCollector collector = Djl.engine().newGradientCollector()) {
        NDArray loss = network.loss(batch, labels, pass, CrossEntropy::mean);
        collector.backward(loss);
        total = loss.getDouble();
      }
      double expected = 0;
      double slope1 = 0;
      for (int i = 0; i < 3; i++) {
        double y1 = heard.get("fc1")[i];
        double y2 = heard.get("fc2")[i];
        double joint = sigmoid((y1 + y2) / 2);
        expected += cost((y1 + y2) / 2, truth[i]) + cost(y1, joint) + cost(y2, joint);
        slope1 += (joint - truth[i]) / 2 + sigmoid(y1) - joint;
      }
      assertEquals(expected / 3, total, 1e-9);
      Parameters.Parameter bias =
          parameters.learned().stream()
              .filter(p -> p.name().equals("fc1.bias"))
              .findFirst()
              .orElseThrow();
      try (NDArray gradient = bias.value().getGradient()) {
        assertEquals(slope1 / 3, gradient.toDoubleArray()[0], 1e-9);
      }
    }
  }

  @Test
  void halves_that_are_joined_ask_for_even_widths() {
    ConfigException error =
        assertThrows(
            ConfigException.class, () -> FinalNet.DEFAULT.blocks(MlpSpec.of(8, 5), MlpSpec.of(4)));
    assertEquals(
        "block1 units is 5: it must be even, since a layer's halves are joined",
        error.getMessage());
  }

  private static double cost(double z, double target) {
    return -target * Math.log(sigmoid(z)) - (1 - target) * Math.log(1 - sigmoid(z));
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
