package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * xDeepFM (arXiv 1803.05170): a first-order term, a compressed interaction network and a
 * multi-layer perceptron, their logits added.
 *
 * @param embeddingDim d, the width of a field's vector; at least 1
 * @param cin feature maps of each layer of the compressed interaction network, at least one layer
 * @param dnn the hidden layers; none for no perceptron
 * @param embeddingRegularizer the L2 factor on the embedding tables and first-order weights
 */
public record XDeepFm(int embeddingDim, List<Integer> cin, MlpSpec dnn, double embeddingRegularizer)
    implements NetworkSpec {
  private static final Map<String, XDeepFm> PRESETS = presets();

  /**
   * Two layers of 16 maps beside the published MovieLens perceptron. Its own three layers of 64
   * maps cost several times as much with many fields; they are the preset.
   */
  public static final XDeepFm DEFAULT = preset("movielenslatest_x1").cin(16, 16);

  /** Checks the ranges. */
  public XDeepFm {
    Checks.atLeastOne("embeddingDim", embeddingDim);
    cin = List.copyOf(cin);
    if (cin.isEmpty() || cin.stream().anyMatch(maps -> maps < 1)) {
      throw new ConfigException(
          Messages.outOfRange("cin", cin, "at least one layer of at least 1 feature map"));
    }
  }

  /**
   * Published settings by data set, such as {@code criteo_x1}.
   *
   * @throws ConfigException if there is none of this name; lists them
   */
  public static XDeepFm preset(String name) {
    return Checks.preset("xDeepFM", name, PRESETS);
  }

  private static Map<String, XDeepFm> presets() {
    MlpSpec deep = MlpSpec.of(400, 400, 400);
    Map<String, XDeepFm> all = new LinkedHashMap<>();
    all.put("criteo_x1", new XDeepFm(10, List.of(16, 16), deep.dropout(0.2), 1e-5));
    all.put("avazu_x1", new XDeepFm(10, List.of(64), deep.dropout(0.2).batchNorm(true), 0.01));
    all.put("movielenslatest_x1", new XDeepFm(10, List.of(64, 64, 64), deep.dropout(0.3), 0.005));
    all.put("frappe_x1", new XDeepFm(10, List.of(64), deep.dropout(0.2).batchNorm(true), 0.1));
    return all;
  }

  static List<String> presetNames() {
    return List.copyOf(PRESETS.keySet());
  }

  /** With this width of a field's vector. */
  public XDeepFm embeddingDim(int d) {
    return new XDeepFm(d, cin, dnn, embeddingRegularizer);
  }

  /** With so many feature maps in each layer. */
  public XDeepFm cin(Integer... maps) {
    return new XDeepFm(embeddingDim, List.of(maps), dnn, embeddingRegularizer);
  }

  /** With these hidden layers. */
  public XDeepFm dnn(MlpSpec hidden) {
    return new XDeepFm(embeddingDim, cin, hidden, embeddingRegularizer);
  }

  @Override
  public String name() {
    return "xDeepFM";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    return new Net(this, schema, parameters);
  }

  @Override
  public String describe() {
    return "xDeepFM d " + embeddingDim + ", cin " + cin + ", dnn " + dnn;
  }

  /** logit = Σ w[x] + CIN(e) + MLP(e). */
  private static final class Net extends EmbeddedNetwork {
    private final FirstOrder linear;
    private final CompressedInteraction cin;
    private final Mlp dnn;

    Net(XDeepFm spec, Schema schema, Parameters parameters) {
      super(
          parameters,
          EmbeddingLayer.of(schema, parameters)
              .vectors()
              .firstOrder(FirstOrder.weights("lr_layer"))
              .build(spec.embeddingDim()));
      this.linear = new FirstOrder("lr_layer", embeddings, false, parameters);
      this.cin = new CompressedInteraction("cin", schema.size(), spec.cin(), parameters);
      int width = schema.size() * spec.embeddingDim();
      this.dnn =
          spec.dnn().layers().isEmpty()
              ? null
              : new Mlp("dnn", width, spec.dnn(), 1, Activation.NONE, parameters);
    }

    @Override
    public NDArray logits(Batch batch, Pass pass) {
      NDArray e = pass.tell("embedding_layer", embeddings.forward(batch).get(0));
      NDArray sum = linear.forward(batch, pass).add(cin.forward(e, pass));
      return dnn == null ? sum : sum.add(dnn.forward(EmbeddingLayer.flat(e), pass));
    }
  }
}
