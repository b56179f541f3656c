package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.feature.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AutoInt (arXiv 1810.11921): layers of self-attention between the fields' vectors. With a
 * perceptron beside them it is AutoInt+.
 *
 * @param embeddingDim d, the width of a field's vector; at least 1
 * @param layers layers of attention, at least 1
 * @param attentionDim the width of a layer's outputs, all heads together
 * @param heads a divisor of {@code attentionDim}
 * @param residual whether each layer adds its input
 * @param scale whether products are divided by √(attentionDim / heads) before the softmax
 * @param layerNorm whether each layer is normalised
 * @param attentionDropout the share of attention weights dropped in training
 * @param dnn the hidden layers of AutoInt+'s perceptron; none for plain AutoInt
 * @param wide whether a first-order term is added
 * @param embeddingRegularizer the L2 factor on the embedding tables and first-order weights
 */
public record AutoInt(
    int embeddingDim,
    int layers,
    int attentionDim,
    int heads,
    boolean residual,
    boolean scale,
    boolean layerNorm,
    double attentionDropout,
    MlpSpec dnn,
    boolean wide,
    double embeddingRegularizer)
    implements NetworkSpec {
  private static final Map<String, AutoInt> PRESETS = presets();

  /**
   * AutoInt+ with the published MovieLens settings, but attention of width 32 in two heads: the
   * published width of 128 needs gigabytes with the article's 93 fields.
   */
  public static final AutoInt DEFAULT = preset("movielenslatest_x1").attention(2, 32, 2);

  /** Checks the ranges. */
  public AutoInt {
    Checks.atLeastOne("embeddingDim", embeddingDim);
    Checks.atLeastOne("layers", layers);
    Checks.divides("heads", heads, "attentionDim", attentionDim);
    Checks.share("attentionDropout", attentionDropout);
  }

  /**
   * Published settings of AutoInt+ by data set, such as {@code criteo_x1}.
   *
   * @throws io.github.twinstream.error.ConfigException if there is none of this name; lists them
   */
  public static AutoInt preset(String name) {
    return Checks.preset("AutoInt", name, PRESETS);
  }

  private static Map<String, AutoInt> presets() {
    Map<String, AutoInt> all = new LinkedHashMap<>();
    all.put("criteo_x1", published(3, 256, 2, false, true, 1e-5));
    all.put("avazu_x1", published(5, 256, 2, true, false, 0.01));
    all.put("movielenslatest_x1", published(2, 128, 4, true, true, 0.01));
    all.put("frappe_x1", published(5, 128, 4, true, false, 0.1));
    return all;
  }

  private static AutoInt published(
      int layers, int width, int heads, boolean scale, boolean wide, double regularizer) {
    MlpSpec deep = MlpSpec.of(400, 400, 400).batchNorm(true).dropout(0.1);
    return new AutoInt(10, layers, width, heads, true, scale, true, 0.1, deep, wide, regularizer);
  }

  static List<String> presetNames() {
    return List.copyOf(PRESETS.keySet());
  }

  /** With this width of a field's vector. */
  public AutoInt embeddingDim(int d) {
    return new AutoInt(
        d,
        layers,
        attentionDim,
        heads,
        residual,
        scale,
        layerNorm,
        attentionDropout,
        dnn,
        wide,
        embeddingRegularizer);
  }

  /** With so many layers of attention of this width in so many heads. */
  public AutoInt attention(int newLayers, int width, int newHeads) {
    return new AutoInt(
        embeddingDim,
        newLayers,
        width,
        newHeads,
        residual,
        scale,
        layerNorm,
        attentionDropout,
        dnn,
        wide,
        embeddingRegularizer);
  }

  /** With these hidden layers beside the attention; {@code MlpSpec.of()} for plain AutoInt. */
  public AutoInt dnn(MlpSpec hidden) {
    return new AutoInt(
        embeddingDim,
        layers,
        attentionDim,
        heads,
        residual,
        scale,
        layerNorm,
        attentionDropout,
        hidden,
        wide,
        embeddingRegularizer);
  }

  @Override
  public String name() {
    return "AutoInt";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    return new Net(this, schema, parameters);
  }

  @Override
  public String describe() {
    return "AutoInt"
        + (dnn.layers().isEmpty() ? "" : "+")
        + " d "
        + embeddingDim
        + ", "
        + layers
        + " layers of "
        + heads
        + " heads and width "
        + attentionDim
        + (dnn.layers().isEmpty() ? "" : ", dnn " + dnn)
        + (wide ? ", wide" : "");
  }

  /** logit = linear(attention(e)) + MLP(e) + Σ w[x], the last two if set. */
  private static final class Net extends EmbeddedNetwork {
    private final List<SelfAttention> attention = new ArrayList<>();
    private final Layer last;
    private final Mlp dnn;
    private final FirstOrder linear;

    Net(AutoInt spec, Schema schema, Parameters parameters) {
      super(parameters, layer(spec, schema, parameters));
      SelfAttention.Options options =
          new SelfAttention.Options(
              spec.attentionDim(),
              spec.heads(),
              spec.residual(),
              spec.scale(),
              spec.layerNorm(),
              spec.attentionDropout());
      for (int i = 0; i < spec.layers(); i++) {
        int inputs = i == 0 ? spec.embeddingDim() : spec.attentionDim();
        attention.add(new SelfAttention("self_attention." + i, inputs, options, parameters));
      }
      this.last = Mlp.linear("fc", schema.size() * spec.attentionDim(), 1, parameters);
      int width = schema.size() * spec.embeddingDim();
      this.dnn =
          spec.dnn().layers().isEmpty()
              ? null
              : new Mlp("dnn", width, spec.dnn(), 1, Activation.NONE, parameters);
      this.linear = spec.wide() ? new FirstOrder("lr_layer", embeddings, false, parameters) : null;
    }

    private static EmbeddingLayer layer(AutoInt spec, Schema schema, Parameters parameters) {
      EmbeddingLayer.Builder layer = EmbeddingLayer.of(schema, parameters).vectors();
      return (spec.wide() ? layer.firstOrder(FirstOrder.weights("lr_layer")) : layer)
          .build(spec.embeddingDim());
    }

    @Override
    public NDArray logits(Batch batch, Pass pass) {
      NDArray e = pass.tell("embedding_layer", embeddings.forward(batch).get(0));
      NDArray x = e;
      for (SelfAttention layer : attention) {
        x = layer.forward(x, pass);
      }
      pass.tell("self_attention", x);
      NDArray sum = pass.tell("fc", last.forward(EmbeddingLayer.flat(x), pass));
      if (dnn != null) {
        sum = sum.add(dnn.forward(EmbeddingLayer.flat(e), pass));
      }
      return linear == null ? sum : sum.add(linear.forward(batch, pass));
    }
  }
}
