package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * One layer of DHEN: Norm(Ensemble(modules(X)) + Shortcut(X)). The shortcut is X itself if the
 * number of tokens stays, else a linear map over tokens.
 */
final class DhenLayer implements Layer {
  private final String name;
  private final List<Layer> modules = new ArrayList<>();
  private final Dhen.Ensemble ensemble;
  private final NDArray shares;
  private final Layer shortcut;
  private final LayerNorm norm;
  private final int outputs;

  DhenLayer(String name, int inputs, Dhen spec, Parameters parameters) {
    this.name = name;
    this.ensemble = spec.ensemble();
    int count = spec.modules().size();
    for (int i = 0; i < count; i++) {
      String module = name + ".modules." + i;
      modules.add(DhenModule.of(spec.modules().get(i), module, inputs, spec, parameters));
    }
    this.outputs = ensemble == Dhen.Ensemble.CONCAT ? count * spec.tokens() : spec.tokens();
    this.shares =
        ensemble == Dhen.Ensemble.WEIGHTED_SUM
            ? parameters.constant(name + ".ensemble.weight", 1, new Shape(count))
            : null;
    this.shortcut =
        outputs == inputs
            ? (x, pass) -> x
            : new TokenMap(name + ".shortcut", inputs, outputs, parameters);
    this.norm = new LayerNorm(name + ".norm", spec.embeddingDim(), parameters);
  }

  /** How many tokens it gives. */
  int outputs() {
    return outputs;
  }

  /** Tokens of shape (rows, inputs, d) to (rows, outputs, d). */
  @Override
  public NDArray forward(NDArray x, Pass pass) {
    NDList each = new NDList();
    modules.forEach(module -> each.add(module.forward(x, pass)));
    return pass.tell(name, norm.forward(joined(each).add(shortcut.forward(x, pass)), pass));
  }

  private NDArray joined(NDList each) {
    if (ensemble == Dhen.Ensemble.CONCAT) {
      return each.size() == 1 ? each.get(0) : NDArrays.concat(each, 1);
    }
    NDArray sum = null;
    for (int i = 0; i < each.size(); i++) {
      NDArray part = shares == null ? each.get(i) : each.get(i).mul(shares.get(i));
      sum = sum == null ? part : sum.add(part);
    }
    return sum;
  }
}
