package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;

/**
 * MaskNet's block (arXiv 2102.07619, equations 4 to 8): act(LN(W (mask ⊙ h))), where the mask is a
 * two-layer perceptron of the embeddings and W has no bias.
 */
final class MaskBlock {
  private final Layer squeeze;
  private final Layer expand;
  private final NDArray weight;
  private final LayerNorm norm;
  private final Layer activation;
  private final double dropout;

  /**
   * @param embedded the embeddings' width
   * @param inputs the width of h
   * @param reduction the mask's hidden width as a multiple of {@code inputs}
   */
  MaskBlock(
      String name,
      int embedded,
      int inputs,
      MlpSpec.Hidden out,
      double reduction,
      boolean layerNorm,
      Parameters parameters) {
    int hidden = Math.max(1, (int) (inputs * reduction));
    this.squeeze = Mlp.linear(name + ".mask_layer.0", embedded, hidden, parameters);
    this.expand = Mlp.linear(name + ".mask_layer.2", hidden, inputs, parameters);
    this.weight = parameters.xavier(name + ".hidden_layer.0.weight", out.units(), inputs);
    this.norm = layerNorm ? new LayerNorm(name + ".hidden_layer.1", out.units(), parameters) : null;
    this.activation =
        out.activation()
            .layer(name + ".hidden_layer." + (layerNorm ? 2 : 1), out.units(), parameters);
    this.dropout = out.dropout();
  }

  NDArray forward(NDArray embedded, NDArray h, Pass pass) {
    NDArray mask =
        expand.forward(squeeze.forward(embedded, pass).getNDArrayInternal().relu(), pass);
    NDArray masked = mask.mul(h);
    NDArray y = masked.getNDArrayInternal().linear(masked, weight, null).singletonOrThrow();
    NDArray normed = norm == null ? y : norm.forward(y, pass);
    return Mlp.dropped(activation.forward(normed, pass), dropout, pass);
  }
}
