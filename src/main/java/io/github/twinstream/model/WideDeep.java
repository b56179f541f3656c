package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.feature.Schema;

/**
 * Wide &amp; Deep (arXiv 1606.07792): a first-order term and a multi-layer perceptron, their logits
 * added. The paper's hand-made crossed columns are not made: declare a column of them instead.
 *
 * @param embeddingDim d, the width of a field's vector; at least 1
 * @param dnn the hidden layers
 * @param embeddingRegularizer the L2 factor on the embedding tables and first-order weights
 */
public record WideDeep(int embeddingDim, MlpSpec dnn, double embeddingRegularizer)
    implements NetworkSpec {
  /** The perceptron of DeepFM's published MovieLens settings. */
  public static final WideDeep DEFAULT =
      new WideDeep(10, MlpSpec.of(400, 400, 400).batchNorm(true).dropout(0.3), 0.01);

  /** Checks the ranges. */
  public WideDeep {
    Checks.atLeastOne("embeddingDim", embeddingDim);
  }

  /** With this width of a field's vector. */
  public WideDeep embeddingDim(int d) {
    return new WideDeep(d, dnn, embeddingRegularizer);
  }

  /** With these hidden layers. */
  public WideDeep dnn(MlpSpec hidden) {
    return new WideDeep(embeddingDim, hidden, embeddingRegularizer);
  }

  @Override
  public String name() {
    return "WideDeep";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    return new Net(this, schema, parameters);
  }

  @Override
  public String describe() {
    return "WideDeep d " + embeddingDim + ", dnn " + dnn;
  }

  /** logit = Σ w[x] + MLP(e). */
  private static final class Net extends EmbeddedNetwork {
    private final FirstOrder linear;
    private final Mlp dnn;

    Net(WideDeep spec, Schema schema, Parameters parameters) {
      super(
          parameters,
          EmbeddingLayer.of(schema, parameters)
              .vectors()
              .firstOrder(FirstOrder.weights("lr_layer"))
              .build(spec.embeddingDim()));
      this.linear = new FirstOrder("lr_layer", embeddings, false, parameters);
      int width = schema.size() * spec.embeddingDim();
      this.dnn = new Mlp("dnn", width, spec.dnn(), 1, Activation.NONE, parameters);
    }

    @Override
    public NDArray logits(Batch batch, Pass pass) {
      NDArray vectors = pass.tell("embedding_layer", embeddings.forward(batch).get(0));
      NDArray deep = dnn.forward(EmbeddingLayer.flat(vectors), pass);
      return linear.forward(batch, pass).add(deep);
    }
  }
}
