package io.github.twinstream.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.ConfigException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LossTest {
  private static double of(Loss loss, double[] z, float[] y, int... groups) {
    try (NDManager manager = Djl.manager()) {
      NDArray truth =
          manager
              .create(y, new Shape(y.length, 1))
              .toType(ai.djl.ndarray.types.DataType.FLOAT64, false);
      BatchGroups batch = groups.length == 0 ? null : new BatchGroups(groups, y);
      return loss.of(
              manager.create(z, new Shape(z.length, 1)), truth, batch, new SplittableRandom(1))
          .getDouble();
    }
  }

  private static double ln(double x) {
    return Math.log(x);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void focal_weighs_the_cross_entropy_by_the_squared_share_that_is_wrong() {
    double p = sigmoid(2);
    double q = sigmoid(-1);
    double wanted = (-(1 - p) * (1 - p) * ln(p) - q * q * ln(1 - q)) / 2;
    assertEquals(wanted, of(Loss.FOCAL, new double[] {2, -1}, new float[] {1, 0}), 1e-9);
  }

  @Test
  void bpr_compares_a_positive_row_with_a_negative_one_of_its_group_alone() {
    // group 5 has one pair, group 6 no negative row
    double wanted = -ln(sigmoid(0.5 - 2));
    assertEquals(
        wanted, of(Loss.BPR, new double[] {0.5, 2, 9}, new float[] {1, 0, 1}, 5, 5, 6), 1e-9);
  }

  @Test
  void softmax_is_the_mean_over_groups_with_a_positive_row() {
    double first = -ln(Math.exp(1) / (Math.exp(1) + Math.exp(2) + Math.exp(3)));
    double second = -ln(Math.exp(4) / (Math.exp(4) + Math.exp(0)));
    assertEquals(
        (first + second) / 2,
        of(
            Loss.SOFTMAX,
            new double[] {1, 2, 3, 4, 0, 7},
            new float[] {1, 0, 0, 1, 0, 0},
            1,
            1,
            1,
            2,
            2,
            3),
        1e-9);
  }

  @Test
  void lambda_rank_weighs_a_pair_by_the_change_of_ndcg() {
    // ranks: z 3 first, 2 second (the positive one), 1 third; ideal 1
    double second = ln(2) / ln(3);
    double third = ln(2) / ln(4);
    double wanted =
        (1 - second) * ln(1 + Math.exp(-(2 - 3))) + (second - third) * ln(1 + Math.exp(-(2 - 1)));
    assertEquals(
        wanted, of(Loss.LAMBDA_RANK, new double[] {3, 2, 1}, new float[] {0, 1, 0}, 1, 1, 1), 1e-6);
  }

  @Test
  void a_batch_without_a_pair_costs_nothing() {
    for (Loss loss : Loss.values()) {
      if (loss.grouped()) {
        assertEquals(0, of(loss, new double[] {1, 2}, new float[] {0, 0}, 1, 1), loss.name());
      }
    }
  }

  @Test
  void losses_are_found_by_name() {
    assertSame(Loss.LAMBDA_RANK, Loss.named("LambdaRank"));
    assertEquals(
        "no loss 'bpp': there are 'crossentropy', 'focal', 'bpr', 'softmax', 'lambdarank'; did you"
            + " mean 'bpr'?",
        assertThrows(ConfigException.class, () -> Loss.named("bpp")).getMessage());
  }
}
