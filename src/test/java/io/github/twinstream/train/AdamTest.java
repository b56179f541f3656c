package io.github.twinstream.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.model.MlpSpec;
import io.github.twinstream.model.Parameters;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AdamTest {
  private static final Regularizer BOTH = new Regularizer(1e-3, 1e-2);
  private static final double CLIP = 0.5;

  /** A few steps on the loss Σ w⁴ of every parameter; the parameters' values and the penalties. */
  private static Map<String, float[]> steps(
      Function<Parameters, Optimizer> made, double[] penalties, double[] norms) {
    return steps(made, (parameters, optimizer) -> optimizer, penalties, norms);
  }

  private static Map<String, float[]> steps(
      Function<Parameters, Optimizer> made,
      BiFunction<Parameters, Optimizer, Optimizer> next,
      double[] penalties,
      double[] norms) {
    Schema schema = Schema.of(List.of(Field.categorical("c", 2000)), Map.of());
    try (Parameters parameters = new Parameters(Djl.manager(), 7)) {
      FinalMlp.preset("article")
          .streams(MlpSpec.of(16), MlpSpec.of(8), 2)
          .gateHidden(MlpSpec.of(8))
          .build(schema, parameters);
      Optimizer optimizer = made.apply(parameters);
      for (int step = 0; step < penalties.length; step++) {
        try (NDManager manager = parameters.manager().newSubManager();
            NDScope scope = new NDScope();
            GradientCollector collector = Djl.engine().newGradientCollector()) {
          scope.suppressNotUsedWarning();
          manager.create(0);
          parameters.learned().forEach(p -> collector.backward(p.value().mul(3).pow(4).sum()));
        }
        penalties[step] = optimizer.gather();
        norms[step] = optimizer.norm();
        optimizer.step(0.01);
        optimizer = next.apply(parameters, optimizer);
      }
      return parameters.snapshot();
    }
  }

  @Test
  void tensor_operations_give_the_same_numbers() {
    double[] penalties = new double[4];
    double[] norms = new double[4];
    double[] tensorPenalties = new double[4];
    double[] tensorNorms = new double[4];
    Map<String, float[]> blocks =
        steps(
            p -> new BlockOptimizer(p, Optimization.ADAM, BOTH, Regularizer.NONE, CLIP),
            penalties,
            norms);
    Map<String, float[]> tensors =
        steps(p -> new TensorAdam(p, BOTH, Regularizer.NONE, CLIP), tensorPenalties, tensorNorms);
    for (int step = 0; step < penalties.length; step++) {
      assertEquals(tensorPenalties[step], penalties[step], 1e-5 * penalties[step]);
      assertEquals(tensorNorms[step], norms[step], 1e-5 * norms[step]);
    }
    blocks.forEach((name, values) -> assertArrayEquals(tensors.get(name), values, 2e-6f, name));
  }

  @Test
  void another_goes_on_from_its_moments_as_it_would_have_itself() {
    Function<Parameters, Optimizer> made = p -> new TensorAdam(p, BOTH, Regularizer.NONE, CLIP);
    Map<String, float[]> one = steps(made, new double[4], new double[4]);
    Map<String, float[]> several =
        steps(
            made,
            (parameters, last) -> {
              Optimizer other = made.apply(parameters);
              other.restore(last.moments(), last.steps());
              return other;
            },
            new double[4],
            new double[4]);
    one.forEach((name, values) -> assertArrayEquals(values, several.get(name), name));
  }
}
