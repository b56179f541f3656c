package io.github.twinstream.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.train.ClickMetrics;
import io.github.twinstream.train.Scoring;
import io.github.twinstream.train.TrainOptions;
import io.github.twinstream.train.Trained;
import io.github.twinstream.train.Trainer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DHEN's modules: shapes, what a change of the tokens' order does, interactions that they find. */
class DhenModuleTest {
  private static final int D = 4;
  private static final int[] ORDER = {2, 0, 3, 1};

  private interface Check {
    void of(NDArray x, NDArray permuted, Parameters parameters);
  }

  private static void withTokens(int tokens, Check check) {
    try (Parameters parameters = new Parameters(Djl.manager(), 3, DataType.FLOAT64);
        NDManager manager = parameters.manager().newSubManager()) {
      SplittableRandom random = new SplittableRandom(5);
      double[] numbers = random.doubles(3L * tokens * D, -1, 1).toArray();
      double[] moved = new double[numbers.length];
      for (int row = 0; row < 3; row++) {
        for (int t = 0; t < tokens; t++) {
          int from = tokens == ORDER.length ? ORDER[t] : t;
          System.arraycopy(numbers, (row * tokens + from) * D, moved, (row * tokens + t) * D, D);
        }
      }
      Shape shape = new Shape(3, tokens, D);
      check.of(manager.create(numbers, shape), manager.create(moved, shape), parameters);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void every_module_gives_its_tokens_whatever_it_is_given(int tokens) {
    for (Dhen.Module kind : Dhen.Module.values()) {
      withTokens(
          tokens,
          (x, permuted, parameters) -> {
            Layer module = DhenModule.of(kind, "m", tokens, small(5, kind), parameters);
            assertEquals(
                new Shape(3, 5, D), module.forward(x, Pass.SCORING).getShape(), kind.toString());
          });
    }
  }

  @Test
  void attention_moves_with_the_tokens() {
    withTokens(
        4,
        (x, permuted, parameters) -> {
          SelfAttention attention =
              new SelfAttention(
                  "a", D, new SelfAttention.Options(D, 2, true, true, false, 0), parameters);
          double[] plain = attention.summed(x, Pass.SCORING).toDoubleArray();
          double[] moved = attention.summed(permuted, Pass.SCORING).toDoubleArray();
          for (int row = 0; row < 3; row++) {
            for (int t = 0; t < 4; t++) {
              for (int i = 0; i < D; i++) {
                assertEquals(
                    plain[(row * 4 + ORDER[t]) * D + i], moved[(row * 4 + t) * D + i], 1e-12);
              }
            }
          }
        });
  }

  @Test
  void products_of_pairs_are_the_same_ones_whatever_the_order() {
    withTokens(
        4,
        (x, permuted, parameters) -> {
          double[] plain = Interactions.dots(x).sort(1).toDoubleArray();
          double[] moved = Interactions.dots(permuted).sort(1).toDoubleArray();
          assertEquals(3 * 6, plain.length);
          assertArrayEquals(plain, moved, 1e-12);
        });
  }

  @Test
  void the_linear_module_keeps_sums_and_the_dot_module_is_of_second_order() {
    withTokens(
        4,
        (x, permuted, parameters) -> {
          Layer linear = DhenModule.of(Dhen.Module.LINEAR, "l", 4, small(5), parameters);
          NDArray sum = linear.forward(x.add(permuted), Pass.SCORING);
          NDArray apart =
              linear.forward(x, Pass.SCORING).add(linear.forward(permuted, Pass.SCORING));
          assertArrayEquals(apart.toDoubleArray(), sum.toDoubleArray(), 1e-12);
          double[] once = Interactions.dots(x).toDoubleArray();
          double[] thrice = Interactions.dots(x.mul(3)).toDoubleArray();
          for (int i = 0; i < once.length; i++) {
            assertEquals(9 * once[i], thrice[i], 1e-10);
          }
        });
  }

  private static Dhen small(int tokens, Dhen.Module... modules) {
    Dhen.Module[] chosen = modules.length == 0 ? Dhen.Module.values() : modules;
    return new Dhen(
        D, 1, List.of(chosen), Dhen.Ensemble.CONCAT, tokens, 2, 0, new MlpSpec(List.of()), 0);
  }

  /** Rows whose label is 1 where the signs of the first fields multiply to 1; a tenth is turned. */
  private static EncodedRows planted(int order, int rows, long seed) {
    Schema schema =
        Schema.of(
            List.of(
                Field.categorical("a", 5),
                Field.categorical("b", 5),
                Field.categorical("c", 5),
                Field.categorical("noise", 5)),
            java.util.Map.of());
    SplittableRandom random = new SplittableRandom(seed);
    int[] ids = new int[4 * rows];
    float[] labels = new float[rows];
    for (int row = 0; row < rows; row++) {
      int sign = 1;
      for (int f = 0; f < 4; f++) {
        ids[4 * row + f] = 1 + random.nextInt(4);
        sign *= f < order && ids[4 * row + f] % 2 == 0 ? -1 : 1;
      }
      labels[row] = sign > 0 != (random.nextInt(10) == 0) ? 1 : 0;
    }
    return new EncodedRows(
        schema, rows, ids, new float[0], labels, new double[0], new int[0], new String[0]);
  }

  private static double auc(NetworkSpec spec, int order) {
    EncodedRows valid = planted(order, 1000, 2);
    TrainOptions options =
        TrainOptions.DEFAULT
            .epochs(30)
            .batchSize(100)
            .learningRate(0.01)
            .earlyStopping("AUC", 30)
            .reduceRate(false);
    Trained trained = Trainer.train(spec, options, planted(order, 2000, 1), valid);
    try (Parameters parameters = trained.network().parameters()) {
      assertTrue(parameters.count() > 0);
      return ClickMetrics.auc(Scoring.score(trained.network(), valid), valid.label());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DOT", "ATTENTION", "CROSS"})
  void each_interacting_module_finds_a_planted_pair_without_hidden_layers(Dhen.Module module) {
    double auc = auc(small(4, module), 2);
    assertTrue(auc > 0.85, module + ": AUC " + auc + "; a perfect model has 0.9");
  }

  @Test
  void two_layers_find_a_planted_triple_where_first_order_terms_find_nothing() {
    double stacked = auc(small(4).layers(2), 3);
    double additive = auc(Lr.DEFAULT, 3);
    assertTrue(stacked > 0.85, "AUC " + stacked + "; a perfect model has 0.9");
    assertTrue(additive < 0.6, "AUC " + additive + " of logistic regression");
  }
}
