package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/** DCN-V2's cross layers (arXiv 2008.13535, equation 1): x ← x + x₀ ⊙ (W x + b). */
final class CrossNetwork implements Layer {
  private final String name;
  private final List<Layer> layers = new ArrayList<>();

  CrossNetwork(String name, int width, int count, Parameters parameters) {
    this.name = name;
    for (int i = 0; i < count; i++) {
      layers.add(Mlp.linear(name + ".cross_layers." + i, width, width, parameters));
    }
  }

  @Override
  public NDArray forward(NDArray first, Pass pass) {
    NDArray x = first;
    for (Layer layer : layers) {
      x = x.add(first.mul(layer.forward(x, pass)));
    }
    return pass.tell(name, x);
  }
}
