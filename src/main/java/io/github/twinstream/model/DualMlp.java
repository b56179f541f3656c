package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.feature.Schema;

/**
 * DualMLP, the FinalMLP paper's plain two-stream baseline (arXiv 2304.00902, section 2): the sum of
 * two multi-layer perceptrons' logits over the same embeddings.
 *
 * @param embeddingDim d, the width of a field's vector; at least 1
 * @param mlp1 the hidden layers of the first stream
 * @param mlp2 the hidden layers of the second stream
 * @param embeddingRegularizer the L2 factor on the embedding tables
 */
public record DualMlp(int embeddingDim, MlpSpec mlp1, MlpSpec mlp2, double embeddingRegularizer)
    implements NetworkSpec {
  /**
   * The streams of FinalMLP's article settings. No settings of DualMLP's own runs are published.
   */
  public static final DualMlp DEFAULT =
      new DualMlp(
          10,
          MlpSpec.of(400).dropout(0.4).batchNorm(true),
          MlpSpec.of(800).dropout(0.2).batchNorm(true),
          0.01);

  /** Checks the ranges. */
  public DualMlp {
    Checks.atLeastOne("embeddingDim", embeddingDim);
  }

  /** With this width of a field's vector. */
  public DualMlp embeddingDim(int d) {
    return new DualMlp(d, mlp1, mlp2, embeddingRegularizer);
  }

  /** With these hidden layers. */
  public DualMlp streams(MlpSpec first, MlpSpec second) {
    return new DualMlp(embeddingDim, first, second, embeddingRegularizer);
  }

  @Override
  public String name() {
    return "DualMLP";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    return new Net(this, schema, parameters);
  }

  @Override
  public String describe() {
    return "DualMLP d " + embeddingDim + ", mlp1 " + mlp1 + ", mlp2 " + mlp2;
  }

  /** logit = MLP1(e) + MLP2(e). */
  private static final class Net extends EmbeddedNetwork {
    private final Mlp mlp1;
    private final Mlp mlp2;

    Net(DualMlp spec, Schema schema, Parameters parameters) {
      super(parameters, EmbeddingLayer.of(schema, parameters).vectors().build(spec.embeddingDim()));
      int width = schema.size() * spec.embeddingDim();
      this.mlp1 = new Mlp("mlp1", width, spec.mlp1(), 1, Activation.NONE, parameters);
      this.mlp2 = new Mlp("mlp2", width, spec.mlp2(), 1, Activation.NONE, parameters);
    }

    @Override
    public NDArray logits(Batch batch, Pass pass) {
      NDArray vectors = embeddings.forward(batch).get(0);
      NDArray e = EmbeddingLayer.flat(pass.tell("embedding_layer", vectors));
      return mlp1.forward(e, pass).add(mlp2.forward(e, pass));
    }
  }
}
