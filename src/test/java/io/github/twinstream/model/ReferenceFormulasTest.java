package io.github.twinstream.model;

import static io.github.twinstream.model.Named.dot;
import static io.github.twinstream.model.Named.flat;
import static io.github.twinstream.model.Named.plus;
import static io.github.twinstream.model.Named.relu;
import static io.github.twinstream.model.Named.softmax;
import static io.github.twinstream.model.Named.times;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Schema;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Options that the golden folder does not show, compared with the reference's formulas and names,
 * in float64: mixtures, parallel masks, sums of halves, gates, lists, fields in mixed order.
 */
class ReferenceFormulasTest {
  private static final int D = 4;

  private interface Formula {
    double logit(Named p, EncodedRows rows, int row);
  }

  private static void agrees(NetworkSpec spec, Schema schema, int parameters, Formula formula) {
    EncodedRows rows = SmallRows.draw(schema, 6, 11);
    try (Parameters made = new Parameters(Djl.manager(), 3, DataType.FLOAT64);
        NDManager manager = made.manager().newSubManager()) {
      Network network = spec.build(schema, made);
      SplittableRandom random = new SplittableRandom(7);
      for (Parameters.Parameter parameter : made.learned()) {
        double[] values = new double[Math.toIntExact(parameter.value().size())];
        Arrays.setAll(values, i -> 0.4 * random.nextGaussian());
        parameter.value().set(values);
      }
      Named named = new Named(made);
      assertEquals(parameters, named.count(), "how many parameters the reference has");
      int[] order = IntStream.range(0, rows.rows()).toArray();
      Batch batch =
          network
              .inputs()
              .batch(network.inputs().cut(rows, order, 0, rows.rows(), new Cut()), manager);
      try (NDArray logits = network.logits(batch, Pass.SCORING)) {
        double[] given = logits.toDoubleArray();
        for (int row = 0; row < given.length; row++) {
          assertEquals(formula.logit(named, rows, row), given[row], 1e-9, "row " + row);
        }
      }
    }
  }

  private static double[][] vectors(Named p, EncodedRows rows, int row) {
    return p.embed("embedding_layer", rows, row, D, true);
  }

  @Test
  void dual_mlp_with_lists_and_mixed_kinds() {
    agrees(
        new DualMlp(D, MlpSpec.of(5), MlpSpec.of(6), 0),
        SmallRows.MIXED,
        5 + 8,
        (p, rows, row) -> {
          double[] e = flat(vectors(p, rows, row));
          return p.mlp("mlp1.mlp", 2, e)[0] + p.mlp("mlp2.mlp", 2, e)[0];
        });
  }

  @Test
  void deep_fm_with_lists_whose_first_order_weights_are_summed_and_not_shared() {
    agrees(
        new DeepFm(D, MlpSpec.of(5), 0),
        SmallRows.MIXED,
        5 + 6 + 1 + 4,
        (p, rows, row) -> {
          double[][] e = vectors(p, rows, row);
          double pairs = 0;
          for (int i = 0; i < e.length; i++) {
            for (int j = i + 1; j < e.length; j++) {
              pairs += dot(e[i], e[j]);
            }
          }
          return p.first("fm.lr_layer.embedding_layer", rows, row)
              + p.get("fm.lr_layer.bias")[0]
              + pairs
              + p.mlp("mlp.mlp", 2, flat(e))[0];
        });
  }

  @Test
  void dlrm_of_two_numbers_and_lists() {
    agrees(
        new Dlrm(D, MlpSpec.of(3), Activation.RELU, MlpSpec.of(5), Dlrm.Interaction.DOT, 0),
        SmallRows.MIXED,
        3 + 8,
        (p, rows, row) -> {
          double[] numbers = {rows.numeric()[2 * row], rows.numeric()[2 * row + 1]};
          double[] dense = relu(p.mlp("bottom_mlp.mlp", 2, numbers));
          double[][] e = p.embed("embedding_layer", rows, row, D, false);
          double[][] all = Arrays.copyOf(e, e.length + 1);
          all[e.length] = dense;
          return p.mlp("top_mlp.mlp", 2, flat(pairs(all), dense))[0];
        });
  }

  @Test
  void dlrm_without_numbers_has_pairs_alone() {
    agrees(
        new Dlrm(D, MlpSpec.of(3), Activation.RELU, MlpSpec.of(5), Dlrm.Interaction.DOT, 0),
        SmallRows.of(
            Field.categorical("a", 5), Field.categorical("b", 4), Field.categorical("c", 3)),
        3 + 4,
        (p, rows, row) ->
            p.mlp("top_mlp.mlp", 2, pairs(p.embed("embedding_layer", rows, row, D, false)))[0]);
  }

  private static double[] pairs(double[][] e) {
    double[] products = new double[e.length * (e.length - 1) / 2];
    int at = 0;
    for (int i = 0; i < e.length; i++) {
      for (int j = i + 1; j < e.length; j++) {
        products[at++] = dot(e[i], e[j]);
      }
    }
    return products;
  }

  @Test
  void auto_int_with_everything_on() {
    agrees(
        new AutoInt(D, 2, 6, 2, true, true, true, 0, MlpSpec.of(5), true, 0),
        SmallRows.MIXED,
        5 + 6 + 2 * 5 + 2 + 4 + 1 + 0,
        (p, rows, row) -> {
          double[][] e = vectors(p, rows, row);
          double[][] x = attention(p, "self_attention.0", e, 6, 2);
          x = attention(p, "self_attention.1", x, 6, 2);
          return p.linear("fc", flat(x))[0]
              + p.mlp("dnn.mlp", 2, flat(e))[0]
              + p.first("lr_layer.embedding_layer", rows, row);
        });
  }

  private static double[][] attention(Named p, String name, double[][] x, int width, int heads) {
    int size = width / heads;
    double[][] y = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      double[] query = p.linear(name + ".W_q", x[i]);
      double[] joined = new double[width];
      for (int h = 0; h < heads; h++) {
        double[] scores = new double[x.length];
        for (int j = 0; j < x.length; j++) {
          double[] key = p.linear(name + ".W_k", x[j]);
          for (int k = h * size; k < (h + 1) * size; k++) {
            scores[j] += query[k] * key[k] / Math.sqrt(size);
          }
        }
        double[] share = softmax(scores);
        for (int j = 0; j < x.length; j++) {
          double[] value = p.linear(name + ".W_v", x[j]);
          for (int k = h * size; k < (h + 1) * size; k++) {
            joined[k] += share[j] * value[k];
          }
        }
      }
      double[] residual = x[i].length == width ? x[i] : p.linear(name + ".W_res", x[i]);
      y[i] = relu(p.norm(name + ".layer_norm", plus(joined, residual)));
    }
    return y;
  }

  @Test
  void xdeepfm_without_a_perceptron() {
    agrees(
        new XDeepFm(D, java.util.List.of(3, 2), MlpSpec.of(), 0),
        SmallRows.MIXED,
        5 + 6 + 4 + 2,
        (p, rows, row) -> {
          double[][] e = vectors(p, rows, row);
          double[][] first = maps(p, "cin.cin_layer.layer_1", e, e, 3);
          double[][] second = maps(p, "cin.cin_layer.layer_2", e, first, 2);
          double[] sums =
              Arrays.stream(flatRows(first, second))
                  .mapToDouble(map -> Arrays.stream(map).sum())
                  .toArray();
          return p.first("lr_layer.embedding_layer", rows, row) + p.linear("cin.fc", sums)[0];
        });
  }

  private static double[][] flatRows(double[][] a, double[][] b) {
    double[][] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private static double[][] maps(Named p, String name, double[][] x0, double[][] x, int count) {
    double[] w = p.get(name + ".weight");
    double[][] y = new double[count][D];
    for (int o = 0; o < count; o++) {
      Arrays.fill(y[o], p.get(name + ".bias")[o]);
      for (int h = 0; h < x0.length; h++) {
        for (int m = 0; m < x.length; m++) {
          for (int k = 0; k < D; k++) {
            y[o][k] += w[(o * x0.length + h) * x.length + m] * x0[h][k] * x[m][k];
          }
        }
      }
    }
    return y;
  }

  @Test
  void dcn_v2_of_experts_stacked_and_parallel() {
    agrees(
        new DcnV2(D, DcnV2.Structure.STACKED_PARALLEL, 2, 3, 2, MlpSpec.of(5), MlpSpec.of(6), 0),
        SmallRows.MIXED,
        5 + 2 * 4 + 3 + 2 + 2 + 2,
        (p, rows, row) -> {
          double[] e = flat(vectors(p, rows, row));
          double[] x = e;
          for (int layer = 0; layer < 2; layer++) {
            x = plus(x, mixed(p, layer, e, x));
          }
          return p.linear(
                  "fc",
                  flat(
                      relu(p.mlp("stacked_dnn.mlp", 1, x)), relu(p.mlp("parallel_dnn.mlp", 1, e))))[
              0];
        });
  }

  private static double[] mixed(Named p, int layer, double[] e, double[] x) {
    int n = e.length;
    int rank = 2;
    double[] scores = new double[3];
    for (int expert = 0; expert < 3; expert++) {
      scores[expert] = dot(p.get("crossnet.gating." + expert + ".weight"), x);
    }
    double[] share = softmax(scores);
    double[] sum = new double[n];
    for (int expert = 0; expert < 3; expert++) {
      double[] inner = new double[rank];
      for (int r = 0; r < rank; r++) {
        for (int i = 0; i < n; i++) {
          inner[r] += p.get("crossnet.V_list." + layer)[(expert * n + i) * rank + r] * x[i];
        }
        inner[r] = Math.tanh(inner[r]);
      }
      double[] turned = new double[rank];
      for (int r = 0; r < rank; r++) {
        for (int s = 0; s < rank; s++) {
          turned[r] += p.get("crossnet.C_list." + layer)[(expert * rank + r) * rank + s] * inner[s];
        }
        turned[r] = Math.tanh(turned[r]);
      }
      for (int i = 0; i < n; i++) {
        double out = p.get("crossnet.bias." + layer)[i];
        for (int r = 0; r < rank; r++) {
          out += p.get("crossnet.U_list." + layer)[(expert * n + i) * rank + r] * turned[r];
        }
        sum[i] += share[expert] * e[i] * out;
      }
    }
    return sum;
  }

  @Test
  void mask_net_of_parallel_blocks() {
    agrees(
        new MaskNet(
            D,
            MlpSpec.of(5),
            2,
            new MlpSpec.Hidden(3, Activation.RELU, 0, false),
            0.5,
            true,
            true,
            0),
        SmallRows.MIXED,
        5 + 2 * 7 + 4 + 2 * 6,
        (p, rows, row) -> {
          double[][] vectors = vectors(p, rows, row);
          double[] e = flat(vectors);
          double[][] normed = new double[vectors.length][];
          for (int f = 0; f < normed.length; f++) {
            normed[f] = p.norm("emb_norm." + f, vectors[f]);
          }
          double[] h = flat(normed);
          double[] blocks =
              flat(
                  block(p, "mask_net.mask_blocks.0", e, h),
                  block(p, "mask_net.mask_blocks.1", e, h));
          return p.mlp("mask_net.dnn.mlp", 2, blocks)[0];
        });
  }

  private static double[] block(Named p, String name, double[] e, double[] h) {
    double[] mask = p.mlp(name + ".mask_layer", 2, e);
    return relu(
        p.norm(name + ".hidden_layer.1", p.linear(name + ".hidden_layer.0", times(mask, h))));
  }

  @Test
  void final_net_of_two_blocks_with_added_halves_and_gates() {
    agrees(
        new FinalNet(
            D,
            MlpSpec.of(5, 3).activations(Activation.NONE),
            MlpSpec.of(4).activations(Activation.NONE),
            false,
            true,
            0),
        SmallRows.MIXED,
        5 + 2 + 4 + 2 + 2 + 2,
        (p, rows, row) -> {
          double[][] e = vectors(p, rows, row);
          double[][] gated = new double[e.length][D];
          for (int k = 0; k < D; k++) {
            int at = k;
            double[] across = Arrays.stream(e).mapToDouble(v -> v[at]).toArray();
            double[] gates = p.linear("feature_gating.linear", across);
            for (int f = 0; f < e.length; f++) {
              gated[f][k] = e[f][k] * gates[f];
            }
          }
          double[] first = added(p, "block1.layer.0", flat(flat(e), flat(gated)));
          double y1 = p.linear("fc1", added(p, "block1.layer.1", first))[0];
          double y2 = p.linear("fc2", added(p, "block2.layer.0", flat(e)))[0];
          return (y1 + y2) / 2;
        });
  }

  private static double[] added(Named p, String name, double[] x) {
    double[] h = p.linear(name + ".linear", x);
    int half = h.length / 2;
    double[] a = Arrays.copyOf(h, half);
    return plus(a, times(a, Arrays.copyOfRange(h, half, h.length)));
  }
}
