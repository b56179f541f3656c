package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * DLRM (arXiv 1906.00091): numbers go through a bottom perceptron to one more vector of width d,
 * the inner products of all pairs of vectors and the numbers' vector go through a top perceptron.
 *
 * @param embeddingDim d, the width of a field's vector; at least 1
 * @param bottom the hidden layers over the numbers; unused without numeric fields
 * @param bottomOutput the activation of the bottom perceptron's last layer, of width d
 * @param top the hidden layers over the interactions
 * @param interaction what is done with the vectors
 * @param embeddingRegularizer the L2 factor on the embedding tables
 */
public record Dlrm(
    int embeddingDim,
    MlpSpec bottom,
    Activation bottomOutput,
    MlpSpec top,
    Interaction interaction,
    double embeddingRegularizer)
    implements NetworkSpec {
  /** What is done with the vectors before the top perceptron. */
  public enum Interaction {
    /** The inner products of all pairs. */
    DOT,
    /** The vectors side by side. */
    CAT
  }

  private static final Map<String, Dlrm> PRESETS = presets();

  /** The published MovieLens settings with products of pairs, the paper's interaction. */
  public static final Dlrm DEFAULT = preset("movielenslatest_x1").interaction(Interaction.DOT);

  /** Checks the ranges. */
  public Dlrm {
    Checks.atLeastOne("embeddingDim", embeddingDim);
  }

  /**
   * Published settings by data set, such as {@code criteo_x1}.
   *
   * @throws io.github.twinstream.error.ConfigException if there is none of this name; lists them
   */
  public static Dlrm preset(String name) {
    return Checks.preset("DLRM", name, PRESETS);
  }

  private static Map<String, Dlrm> presets() {
    MlpSpec deep = MlpSpec.of(400, 400, 400).batchNorm(true);
    // the two runs that name no bottom perceptron have no numbers: the reference's default stands
    MlpSpec unused = MlpSpec.of(64, 64, 64).batchNorm(true);
    Map<String, Dlrm> all = new LinkedHashMap<>();
    all.put(
        "criteo_x1", new Dlrm(10, deep, Activation.RELU, deep.dropout(0.2), Interaction.DOT, 1e-5));
    all.put(
        "avazu_x1",
        new Dlrm(10, deep.dropout(0.3), Activation.RELU, deep.dropout(0.3), Interaction.DOT, 0.01));
    all.put(
        "movielenslatest_x1",
        new Dlrm(10, unused, Activation.RELU, deep.dropout(0.2), Interaction.CAT, 0.01));
    all.put(
        "frappe_x1",
        new Dlrm(10, unused, Activation.RELU, deep.dropout(0.4), Interaction.CAT, 0.1));
    return all;
  }

  static List<String> presetNames() {
    return List.copyOf(PRESETS.keySet());
  }

  /** With this width of a field's vector. */
  public Dlrm embeddingDim(int d) {
    return new Dlrm(d, bottom, bottomOutput, top, interaction, embeddingRegularizer);
  }

  /** With these hidden layers. */
  public Dlrm perceptrons(MlpSpec newBottom, MlpSpec newTop) {
    return new Dlrm(
        embeddingDim, newBottom, bottomOutput, newTop, interaction, embeddingRegularizer);
  }

  /** With this interaction. */
  public Dlrm interaction(Interaction kind) {
    return new Dlrm(embeddingDim, bottom, bottomOutput, top, kind, embeddingRegularizer);
  }

  @Override
  public String name() {
    return "DLRM";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    return new Net(this, schema, parameters);
  }

  @Override
  public String describe() {
    return "DLRM d "
        + embeddingDim
        + ", bottom "
        + bottom
        + ", top "
        + top
        + ", "
        + interaction.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static List<Integer> fields(Schema schema, boolean numeric) {
    return IntStream.range(0, schema.size())
        .filter(f -> (schema.fields().get(f).kind() == Field.Kind.NUMERIC) == numeric)
        .boxed()
        .toList();
  }

  private static final class Net extends EmbeddedNetwork {
    private final Mlp bottom;
    private final Mlp top;
    private final boolean dots;
    private final boolean embedded;

    Net(Dlrm spec, Schema schema, Parameters parameters) {
      super(
          parameters,
          EmbeddingLayer.of(schema, parameters)
              .vectors("embedding_layer", fields(schema, false))
              .numbers(fields(schema, true))
              .build(spec.embeddingDim()));
      int d = spec.embeddingDim();
      int numbers = fields(schema, true).size();
      int vectors = schema.size() - numbers + Math.min(numbers, 1);
      this.embedded = numbers < schema.size();
      // a single vector has no pairs: it goes to the top as it is
      this.dots = spec.interaction() == Interaction.DOT && vectors > 1;
      this.bottom =
          numbers == 0
              ? null
              : new Mlp("bottom_mlp", numbers, spec.bottom(), d, spec.bottomOutput(), parameters);
      int inputs = dots ? Interactions.pairs(vectors) + (numbers > 0 ? d : 0) : vectors * d;
      this.top = new Mlp("top_mlp", inputs, spec.top(), 1, Activation.NONE, parameters);
    }

    @Override
    public NDArray logits(Batch batch, Pass pass) {
      NDArray vectors =
          embedded ? pass.tell("embedding_layer", embeddings.forward(batch).get(0)) : null;
      NDArray dense = bottom == null ? null : bottom.forward(embeddings.numbers(batch), pass);
      if (dense != null) {
        NDArray field = dense.expandDims(1);
        vectors = vectors == null ? field : vectors.concat(field, 1);
      }
      NDArray met =
          pass.tell("interact", dots ? Interactions.dots(vectors) : EmbeddingLayer.flat(vectors));
      return top.forward(dots && dense != null ? met.concat(dense, 1) : met, pass);
    }
  }
}
