package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * FinalNet's block of factorised interaction layers: [a; c] = linear(x); joined, [a; c ⊙ a] of the
 * layer's width; added, a + c ⊙ a, the linear layer then being twice as wide. Normalisation,
 * activation and dropout follow as set for each layer.
 */
final class FactorizedBlock {
  private final String name;
  private final boolean joined;
  private final List<Layer> layers = new ArrayList<>();

  /**
   * @param joined whether the halves are joined rather than added; widths must then be even
   */
  FactorizedBlock(String name, int inputs, MlpSpec spec, boolean joined, Parameters parameters) {
    this.name = name;
    this.joined = joined;
    int width = inputs;
    int norms = 0;
    for (int i = 0; i < spec.layers().size(); i++) {
      MlpSpec.Hidden hidden = spec.layers().get(i);
      int units = hidden.units();
      Layer linear =
          Mlp.linear(
              name + ".layer." + i + ".linear", width, joined ? units : 2 * units, parameters);
      layers.add((x, pass) -> interact(linear.forward(x, pass)));
      if (hidden.batchNorm()) {
        layers.add(BatchNorm.learned(name + ".norm." + norms++, units, parameters));
      }
      if (hidden.activation() != Activation.NONE) {
        layers.add(hidden.activation().layer(name + ".activation." + i, units, parameters));
      }
      if (hidden.dropout() > 0) {
        layers.add((x, pass) -> Mlp.dropped(x, hidden.dropout(), pass));
      }
      width = units;
    }
  }

  private NDArray interact(NDArray halves) {
    long half = halves.getShape().get(1) / 2;
    NDArray a = halves.get(":, :{}", half);
    NDArray product = halves.get(":, {}:", half).mul(a);
    return joined ? a.concat(product, 1) : a.add(product);
  }

  NDArray forward(NDArray x, Pass pass) {
    NDArray y = x;
    for (Layer layer : layers) {
      y = layer.forward(y, pass);
    }
    return pass.tell(name, y);
  }
}
