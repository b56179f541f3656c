package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * xDeepFM's compressed interaction network (arXiv 1803.05170, equations 6 to 8): layer k's feature
 * map o is Σ over i, j of W[o,i,j] · x₀[i] ⊙ x_{k−1}[j], plus a bias, without activation; all maps
 * are summed over d and joined by a last linear layer.
 *
 * <p>Σ over i is taken first, so no product of all pairs (i, j) is ever stored.
 */
final class CompressedInteraction {
  private final String name;
  private final List<NDArray> weights = new ArrayList<>();
  private final List<NDArray> biases = new ArrayList<>();
  private final int fields;
  private final Layer last;

  CompressedInteraction(String name, int fields, List<Integer> units, Parameters parameters) {
    this.name = name;
    this.fields = fields;
    int before = fields;
    int sum = 0;
    for (int i = 0; i < units.size(); i++) {
      int maps = units.get(i);
      String layer = name + ".cin_layer.layer_" + (i + 1);
      long inputs = (long) fields * before;
      weights.add(
          parameters.normal(
              layer + ".weight", Math.sqrt(2.0 / (inputs + maps)), new Shape(maps, inputs, 1)));
      biases.add(parameters.constant(layer + ".bias", 0, new Shape(maps)));
      before = maps;
      sum += maps;
    }
    this.last = Mlp.linear(name + ".fc", sum, 1, parameters);
  }

  /** Vectors of shape (rows, fields, d) to (rows, 1). */
  NDArray forward(NDArray vectors, Pass pass) {
    long rows = vectors.getShape().get(0);
    long d = vectors.getShape().get(2);
    NDArray first = vectors.transpose(0, 2, 1);
    NDArray x = first;
    NDArray pooled = null;
    for (int k = 0; k < weights.size(); k++) {
      NDArray w = weights.get(k);
      long maps = w.getShape().get(0);
      long before = x.getShape().get(2);
      NDArray byPrevious =
          w.reshape(maps, fields, before).transpose(0, 2, 1).reshape(maps * before, fields);
      NDArray mixed = first.getNDArrayInternal().linear(first, byPrevious, null).singletonOrThrow();
      x =
          mixed
              .reshape(rows, d, maps, before)
              .mul(x.expandDims(2))
              .sum(new int[] {3})
              .add(biases.get(k));
      NDArray sums = x.sum(new int[] {1});
      pooled = pooled == null ? sums : pooled.concat(sums, 1);
    }
    return pass.tell(name, last.forward(pooled, pass));
  }
}
