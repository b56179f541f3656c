package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * DCN-V2's mixture of low-rank cross layers (arXiv 2008.13535, equation 4): x ← x + Σ over experts
 * of p_e · x₀ ⊙ (U_e tanh(C_e tanh(V_eᵀ x)) + b), p the softmax of a linear gate of x that all
 * layers share. All experts of a layer are computed at once; since the p_e sum to 1, b leaves the
 * sum.
 */
final class CrossMixture implements Layer {
  private final String name;
  private final int rank;
  private final int experts;
  private final List<NDArray> up = new ArrayList<>();
  private final List<NDArray> down = new ArrayList<>();
  private final List<NDArray> core = new ArrayList<>();
  private final List<NDArray> bias = new ArrayList<>();
  private final NDArray gate;

  CrossMixture(String name, int width, int count, int rank, int experts, Parameters parameters) {
    this.name = name;
    this.rank = rank;
    this.experts = experts;
    double wide = Math.sqrt(2.0 / (rank * (double) (width + experts)));
    double square = Math.sqrt(2.0 / (rank * (double) (rank + experts)));
    Shape tall = new Shape(experts, width, rank);
    for (int i = 0; i < count; i++) {
      up.add(parameters.normal(name + ".U_list." + i, wide, tall));
      down.add(parameters.normal(name + ".V_list." + i, wide, tall));
      core.add(parameters.normal(name + ".C_list." + i, square, new Shape(experts, rank, rank)));
      bias.add(parameters.constant(name + ".bias." + i, 0, new Shape(width, 1)));
    }
    this.gate =
        parameters.joined(
            name + ".gating",
            IntStream.range(0, experts).mapToObj(e -> name + ".gating." + e + ".weight").toList(),
            Math.sqrt(2.0 / (width + 1)),
            new Shape(experts, width));
  }

  @Override
  public NDArray forward(NDArray first, Pass pass) {
    long rows = first.getShape().get(0);
    long width = first.getShape().get(1);
    NDArray x = first;
    for (int i = 0; i < core.size(); i++) {
      NDArray share = x.getNDArrayInternal().linear(x, gate, null).singletonOrThrow().softmax(-1);
      NDArray into = down.get(i).transpose(1, 0, 2).reshape(width, (long) experts * rank);
      NDArray inner = tanh(x.matMul(into)).reshape(rows, experts, rank).transpose(1, 0, 2);
      NDArray turned = tanh(inner.matMul(core.get(i).transpose(0, 2, 1))).transpose(1, 0, 2);
      NDArray weighed = turned.mul(share.expandDims(2)).reshape(rows, (long) experts * rank);
      NDArray out = up.get(i).transpose(0, 2, 1).reshape((long) experts * rank, width);
      NDArray mixed = weighed.matMul(out).add(bias.get(i).reshape(1, width));
      x = x.add(first.mul(mixed));
    }
    return pass.tell(name, x);
  }

  private static NDArray tanh(NDArray x) {
    return x.getNDArrayInternal().tanh();
  }
}
