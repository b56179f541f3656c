package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.feature.Schema;

/**
 * A factorisation machine (Rendle 2010): logistic regression plus the inner products of all pairs
 * of the fields' vectors.
 *
 * @param embeddingDim d, the width of a field's vector; at least 1
 * @param embeddingRegularizer the L2 factor on the vectors and the first-order weights
 */
public record Fm(int embeddingDim, double embeddingRegularizer) implements NetworkSpec {
  /** d 10, L2 0.01. */
  public static final Fm DEFAULT = new Fm(10, 0.01);

  /** Checks the ranges. */
  public Fm {
    Checks.atLeastOne("embeddingDim", embeddingDim);
  }

  /** With this width of a field's vector. */
  public Fm embeddingDim(int d) {
    return new Fm(d, embeddingRegularizer);
  }

  @Override
  public String name() {
    return "FM";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    return new Net(this, schema, parameters);
  }

  @Override
  public String describe() {
    return "FM d " + embeddingDim;
  }

  /** logit = Σ w[x] + b + Σ over pairs of e_i · e_j. */
  private static final class Net extends EmbeddedNetwork {
    private final FirstOrder linear;

    Net(Fm spec, Schema schema, Parameters parameters) {
      super(
          parameters,
          EmbeddingLayer.of(schema, parameters)
              .vectors()
              .firstOrder(FirstOrder.weights("fm.lr_layer"))
              .build(spec.embeddingDim()));
      this.linear = new FirstOrder("fm.lr_layer", embeddings, true, parameters);
    }

    @Override
    public NDArray logits(Batch batch, Pass pass) {
      NDArray e = pass.tell("embedding_layer", embeddings.forward(batch).get(0));
      return pass.tell("fm", linear.forward(batch, pass).add(Interactions.secondOrder(e)));
    }
  }
}
