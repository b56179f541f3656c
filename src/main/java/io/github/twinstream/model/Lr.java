package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.feature.Schema;

/**
 * Logistic regression: one weight for each value of each field, and a bias.
 *
 * @param embeddingRegularizer the L2 factor on the weights
 */
public record Lr(double embeddingRegularizer) implements NetworkSpec {
  /** Without a penalty. */
  public static final Lr DEFAULT = new Lr(0);

  @Override
  public String name() {
    return "LR";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    return new Net(schema, parameters);
  }

  @Override
  public String describe() {
    return "LR, L2 " + embeddingRegularizer;
  }

  private static final class Net extends EmbeddedNetwork {
    private final FirstOrder linear;

    Net(Schema schema, Parameters parameters) {
      super(
          parameters,
          EmbeddingLayer.of(schema, parameters)
              .firstOrder(FirstOrder.weights("lr_layer"))
              .build(1));
      this.linear = new FirstOrder("lr_layer", embeddings, true, parameters);
    }

    @Override
    public NDArray logits(Batch batch, Pass pass) {
      return linear.forward(batch, pass);
    }
  }
}
