package io.github.twinstream.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.model.GivenParameters;
import io.github.twinstream.model.Parameters;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BlockOptimizerTest {
  private static final double RATE = 0.1;
  private static final Function<Parameters, Optimizer> ADAM = rule(Optimization.ADAM);

  private static Function<Parameters, Optimizer> rule(Optimization how) {
    return p -> new BlockOptimizer(p, how, Regularizer.l2(0.1), Regularizer.NONE, 10);
  }

  /** Three steps with these gradients of the table and 0.5 for the vector; the values after. */
  private static Map<String, float[]> steps(Function<Parameters, Optimizer> how, float[] gradient) {
    try (Parameters parameters =
        GivenParameters.of(Djl.manager(), new float[] {1, 2, 3, 4}, new float[] {1})) {
      Optimizer optimizer = how.apply(parameters);
      for (int step = 0; step < 3; step++) {
        backward(parameters, gradient);
        optimizer.gather();
        optimizer.step(RATE);
      }
      assertEquals(3, optimizer.steps());
      return parameters.snapshot();
    }
  }

  /** A loss whose gradients these are: Σ g · w. */
  private static void backward(Parameters parameters, float[] gradient) {
    try (NDManager manager = Djl.manager();
        GradientCollector collector = Djl.engine().newGradientCollector()) {
      NDArray loss = manager.create(0f);
      for (Parameters.Parameter parameter : parameters.learned()) {
        float[] values = parameter.embedding() ? gradient : new float[] {0.5f};
        NDArray slope = manager.create(values, parameter.value().getShape());
        loss = loss.add(slope.mul(parameter.value()).sum());
      }
      collector.backward(loss);
    }
  }

  @Test
  void adam_w_without_decay_is_adam() {
    float[] gradient = {0.1f, -0.2f, 0.3f, 0};
    Map<String, float[]> wanted = steps(ADAM, gradient);
    Map<String, float[]> given = steps(rule(Optimization.adamW(0)), gradient);
    wanted.forEach((name, values) -> assertArrayEquals(values, given.get(name), 1e-6f, name));
  }

  @Test
  void adam_w_takes_its_decay_from_the_weight_and_not_through_the_moments() {
    double w = 1;
    double m = 0;
    double v = 0;
    for (int step = 1; step <= 3; step++) {
      m = 0.9 * m + 0.1 * 0.5;
      v = 0.999 * v + 0.001 * 0.25;
      double move = m / (1 - Math.pow(0.9, step)) / Math.sqrt(v / (1 - Math.pow(0.999, step)));
      w -= RATE * (0.01 * w + move);
    }
    Map<String, float[]> given = steps(rule(Optimization.adamW(0.01)), new float[4]);
    assertEquals(w, given.get("fc.weight")[0], 1e-5);
  }

  @Test
  void sgd_keeps_a_share_of_its_last_step() {
    double v = 0;
    double w = 1;
    for (int step = 0; step < 3; step++) {
      v = 0.9 * v + 0.5;
      w -= RATE * v;
    }
    Map<String, float[]> given = steps(rule(Optimization.sgd(0.9)), new float[4]);
    assertEquals(w, given.get("fc.weight")[0], 1e-6);
  }

  @Test
  void adagrad_divides_by_the_root_of_all_squares() {
    double sum = 0;
    double w = 1;
    for (int step = 0; step < 3; step++) {
      sum += 0.25;
      w -= RATE * 0.5 / Math.sqrt(sum);
    }
    Map<String, float[]> given = steps(rule(Optimization.named("adagrad")), new float[4]);
    assertEquals(w, given.get("fc.weight")[0], 1e-6);
  }

  @Test
  void lazy_adam_leaves_rows_alone_that_were_not_looked_up_and_moves_the_others_as_adam() {
    float[] gradient = {0.1f, 0.2f, 0, 0};
    float[] lazy = steps(rule(Optimization.named("lazyadam")), gradient).get("embedding.table");
    float[] all = steps(ADAM, gradient).get("embedding.table");
    assertArrayEquals(new float[] {all[0], all[1], 3, 4}, lazy, 1e-6f);
  }

  @Test
  void rules_are_found_by_name() {
    assertEquals(
        "no optimizer 'adamm': there are 'adam', 'adamw', 'sgd', 'adagrad', 'lazyadam'; did you"
            + " mean 'adam'?",
        assertThrows(ConfigException.class, () -> Optimization.named("adamm")).getMessage());
  }
}
