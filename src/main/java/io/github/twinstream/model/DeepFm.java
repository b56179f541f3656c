package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.feature.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * DeepFM (arXiv 1703.04247): a factorisation machine and a multi-layer perceptron over the same
 * embeddings, their logits added.
 *
 * @param embeddingDim d, the width of a field's vector; at least 1
 * @param dnn the hidden layers
 * @param embeddingRegularizer the L2 factor on the embedding tables and first-order weights
 */
public record DeepFm(int embeddingDim, MlpSpec dnn, double embeddingRegularizer)
    implements NetworkSpec {
  private static final Map<String, DeepFm> PRESETS = presets();

  /** The published MovieLens settings. */
  public static final DeepFm DEFAULT = preset("movielenslatest_x1");

  /** Checks the ranges. */
  public DeepFm {
    Checks.atLeastOne("embeddingDim", embeddingDim);
  }

  /**
   * Published settings by data set, such as {@code criteo_x1}.
   *
   * @throws io.github.twinstream.error.ConfigException if there is none of this name; lists them
   */
  public static DeepFm preset(String name) {
    return Checks.preset("DeepFM", name, PRESETS);
  }

  private static Map<String, DeepFm> presets() {
    MlpSpec deep = MlpSpec.of(400, 400, 400).batchNorm(true);
    Map<String, DeepFm> all = new LinkedHashMap<>();
    all.put("criteo_x1", new DeepFm(10, deep.dropout(0.1), 1e-5));
    all.put("avazu_x1", new DeepFm(10, deep.dropout(0.3), 0.1));
    all.put("movielenslatest_x1", new DeepFm(10, deep.dropout(0.3), 0.01));
    all.put("frappe_x1", new DeepFm(10, deep.dropout(0.2), 0.05));
    return all;
  }

  static List<String> presetNames() {
    return List.copyOf(PRESETS.keySet());
  }

  /** With this width of a field's vector. */
  public DeepFm embeddingDim(int d) {
    return new DeepFm(d, dnn, embeddingRegularizer);
  }

  /** With these hidden layers. */
  public DeepFm dnn(MlpSpec hidden) {
    return new DeepFm(embeddingDim, hidden, embeddingRegularizer);
  }

  @Override
  public String name() {
    return "DeepFM";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    return new Net(this, schema, parameters);
  }

  @Override
  public String describe() {
    return "DeepFM d " + embeddingDim + ", dnn " + dnn;
  }

  /** logit = Σ w[x] + b + Σ over pairs of e_i · e_j + MLP(e). */
  private static final class Net extends EmbeddedNetwork {
    private final FirstOrder linear;
    private final Mlp dnn;

    Net(DeepFm spec, Schema schema, Parameters parameters) {
      super(
          parameters,
          EmbeddingLayer.of(schema, parameters)
              .vectors()
              .firstOrder(FirstOrder.weights("fm.lr_layer"))
              .build(spec.embeddingDim()));
      this.linear = new FirstOrder("fm.lr_layer", embeddings, true, parameters);
      int width = schema.size() * spec.embeddingDim();
      this.dnn = new Mlp("mlp", width, spec.dnn(), 1, Activation.NONE, parameters);
    }

    @Override
    public NDArray logits(Batch batch, Pass pass) {
      NDArray e = pass.tell("embedding_layer", embeddings.forward(batch).get(0));
      NDArray machine = linear.forward(batch, pass).add(Interactions.secondOrder(e));
      return pass.tell("fm", machine).add(dnn.forward(EmbeddingLayer.flat(e), pass));
    }
  }
}
