package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two towers for the retrieval of candidates: a perceptron over the first stream's fields and one
 * over the second's give a vector each, their scaled inner product is the logit. Items' vectors do
 * not depend on the user, so they can be computed once and searched. The vectors of a pass are told
 * to its listener as {@code tower1} and {@code tower2}.
 *
 * @param embeddingDim d, the width of a field's vector; at least 1
 * @param first the hidden layers of the first stream's tower
 * @param second the hidden layers of the second stream's tower
 * @param width of the vectors, at least 1
 * @param cosine whether the vectors are brought to length 1 before their product
 * @param embeddingRegularizer the L2 factor on the embedding tables
 */
public record TwoTower(
    int embeddingDim,
    MlpSpec first,
    MlpSpec second,
    int width,
    boolean cosine,
    double embeddingRegularizer)
    implements NetworkSpec {
  /** Towers of 128 hidden units, vectors of 32 numbers, plain inner products. */
  public static final TwoTower DEFAULT =
      new TwoTower(
          10,
          MlpSpec.of(128).batchNorm(true).dropout(0.2),
          MlpSpec.of(128).batchNorm(true).dropout(0.2),
          32,
          false,
          0.01);

  /** Checks the ranges. */
  public TwoTower {
    Checks.atLeastOne("embeddingDim", embeddingDim);
    Checks.atLeastOne("width", width);
  }

  /** With this width of a field's vector. */
  public TwoTower embeddingDim(int d) {
    return new TwoTower(d, first, second, width, cosine, embeddingRegularizer);
  }

  /** With these hidden layers and vectors of so many numbers. */
  public TwoTower towers(MlpSpec newFirst, MlpSpec newSecond, int newWidth) {
    return new TwoTower(embeddingDim, newFirst, newSecond, newWidth, cosine, embeddingRegularizer);
  }

  /** With vectors of length 1, or not. */
  public TwoTower cosine(boolean on) {
    return new TwoTower(embeddingDim, first, second, width, on, embeddingRegularizer);
  }

  @Override
  public String name() {
    return "TwoTower";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    Map<String, List<Integer>> streams = schema.streams();
    if (streams.size() != 2 || streams.values().stream().anyMatch(List::isEmpty)) {
      throw new ConfigException(
          "TwoTower needs two streams with fields, but "
              + (streams.isEmpty()
                  ? "none is declared"
                  : "these are declared: "
                      + String.join(", ", streams.keySet().stream().map(Messages::quote).toList()))
              + "; declare them with stream(\"user\", ...) and stream(\"item\", ...)");
    }
    return new Net(this, new ArrayList<>(streams.values()), schema, parameters);
  }

  @Override
  public String describe() {
    return "TwoTower d "
        + embeddingDim
        + ", towers "
        + first
        + " and "
        + second
        + ", vectors of "
        + width
        + (cosine ? ", cosine" : "");
  }

  /** logit = a · (u · v) + b, with learned a (1 at first; 10 for cosines) and b. */
  private static final class Net extends EmbeddedNetwork {
    private final boolean cosine;
    private final Mlp first;
    private final Mlp second;
    private final NDArray scale;
    private final NDArray bias;

    Net(TwoTower spec, List<List<Integer>> streams, Schema schema, Parameters parameters) {
      super(
          parameters,
          EmbeddingLayer.of(schema, parameters)
              .vectors("tower1_embedding", streams.get(0))
              .vectors("tower2_embedding", streams.get(1))
              .build(spec.embeddingDim()));
      this.cosine = spec.cosine();
      int d = spec.embeddingDim();
      this.first =
          new Mlp(
              "tower1",
              d * streams.get(0).size(),
              spec.first(),
              spec.width(),
              Activation.NONE,
              parameters);
      this.second =
          new Mlp(
              "tower2",
              d * streams.get(1).size(),
              spec.second(),
              spec.width(),
              Activation.NONE,
              parameters);
      Shape one = new Shape(1);
      this.scale = parameters.constant("scale", spec.cosine() ? 10 : 1, one);
      this.bias = parameters.constant("bias", 0, one);
    }

    @Override
    public NDArray logits(Batch batch, Pass pass) {
      List<NDArray> vectors = embeddings.forward(batch);
      NDArray u = first.forward(EmbeddingLayer.flat(vectors.get(0)), pass);
      NDArray v = second.forward(EmbeddingLayer.flat(vectors.get(1)), pass);
      NDArray product = u.mul(v).sum(new int[] {1}, true);
      if (cosine) {
        product = product.div(length(u).mul(length(v)));
      }
      return product.mul(scale).add(bias);
    }

    private static NDArray length(NDArray x) {
      return x.mul(x).sum(new int[] {1}, true).add(1e-12).sqrt();
    }
  }
}
