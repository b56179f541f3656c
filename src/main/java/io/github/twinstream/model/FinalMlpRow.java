package io.github.twinstream.model;

import io.github.twinstream.engine.Threads;
import io.github.twinstream.feature.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;

/** {@link FinalMlpNetwork}'s forward pass over one row. */
final class FinalMlpRow implements RowForward {
  private final RowVectors vectors;
  private final Stream first;
  private final Stream second;
  private final float[][] bilinear;
  private final int heads;
  private final float bias;

  /** A gate, the block behind it, and its linear share of the logit. */
  private record Stream(
      RowVectors context, float[] constant, List<RowDense> gate, List<RowDense> mlp, float[] last) {

    float[] forward(float[] e, int[] ids, float[] numbers) {
      float[] h = e;
      if (!gate.isEmpty()) {
        h = run(gate, context == null ? constant : context.unfolded(ids, numbers));
        for (int i = 0; i < h.length; i++) {
          h[i] *= 2 * e[i];
        }
      }
      return run(mlp, h);
    }

    int width() {
      return last.length;
    }

    /** Without computing the numeric fields' vectors of the context. */
    Stream folded() {
      if (context == null) {
        return this;
      }
      List<RowDense> layers = new ArrayList<>(gate);
      layers.set(0, context.folded(gate.get(0)));
      return new Stream(context, constant, layers, mlp, last);
    }

    private static float[] run(List<RowDense> layers, float[] x) {
      float[] y = x;
      for (RowDense layer : layers) {
        y = layer.forward(y);
      }
      return y;
    }
  }

  FinalMlpRow(
      FinalMlp spec,
      Schema schema,
      Parameters parameters,
      List<List<Integer>> contexts,
      Mlp[] gates,
      Mlp mlp1,
      Mlp mlp2) {
    Map<String, float[]> values = parameters.snapshot();
    Map<String, Parameters.View> views = parameters.views();
    int d = spec.embeddingDim();
    List<Integer> all = IntStream.range(0, schema.size()).boxed().toList();
    this.vectors = new RowVectors("embedding_layer", schema, all, d, views, values);
    Stream[] streams = new Stream[2];
    for (int s = 0; s < 2; s++) {
      String module = "fs_module.fs" + (s + 1);
      List<Integer> context = spec.gates() ? contexts.get(s) : List.of();
      streams[s] =
          new Stream(
              context.isEmpty()
                  ? null
                  : new RowVectors(module + "_ctx_emb", schema, context, d, views, values),
              values.get(module + "_ctx_bias"),
              spec.gates() ? gates[s].rows(values) : List.of(),
              (s == 0 ? mlp1 : mlp2).rows(values),
              values.get("fusion_module.w_" + (s == 0 ? "x" : "y") + ".weight"));
    }
    this.first = streams[0].folded();
    this.second = streams[1].folded();
    this.heads = spec.heads();
    this.bilinear = rows(values.get("fusion_module.w_xy"), first.width());
    this.bias = values.get("fusion_module.w_x.bias")[0] + values.get("fusion_module.w_y.bias")[0];
  }

  @Override
  public float logit(int[] ids, float[] numbers) {
    float[] e = vectors.of(ids, numbers);
    // the streams need each other only at the end, and each reads megabytes of weights
    ForkJoinTask<float[]> beside = Threads.beside(() -> first.forward(e, ids, numbers));
    float[] o2 = second.forward(e, ids, numbers);
    float[] o1 = beside.join();
    return bias + dot(first.last, o1) + dot(second.last, o2) + fused(o1, o2);
  }

  /** The matrix cut into so many rows. */
  private static float[][] rows(float[] matrix, int count) {
    int width = matrix.length / count;
    return IntStream.range(0, count)
        .mapToObj(row -> Arrays.copyOfRange(matrix, row * width, (row + 1) * width))
        .toArray(float[][]::new);
  }

  /** Σ over heads of o₁ᵀ W o₂. */
  private float fused(float[] o1, float[] o2) {
    int p = o1.length / heads;
    int q = o2.length / heads;
    float sum = 0;
    for (int head = 0; head < heads; head++) {
      float[] product = new float[q];
      for (int i = head * p; i < (head + 1) * p; i++) {
        RowDense.addProduct(o1[i], bilinear[i], product);
      }
      for (int j = 0; j < q; j++) {
        sum += product[j] * o2[head * q + j];
      }
    }
    return sum;
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
