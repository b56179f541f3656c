package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.feature.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * DCN-V2 (arXiv 2008.13535): cross layers, each a product of the input with a linear map of the
 * layer before, with a perceptron behind them, beside them, both, or neither.
 *
 * @param embeddingDim d, the width of a field's vector; at least 1
 * @param structure where the perceptrons stand
 * @param crossLayers how many cross layers, at least 1
 * @param experts experts of the low-rank mixture; 0 for full matrices
 * @param rank of the mixture's matrices; unused without a mixture
 * @param stacked the hidden layers behind the cross layers, where the structure has them
 * @param parallel the hidden layers beside the cross layers, where the structure has them
 * @param embeddingRegularizer the L2 factor on the embedding tables
 */
public record DcnV2(
    int embeddingDim,
    Structure structure,
    int crossLayers,
    int experts,
    int rank,
    MlpSpec stacked,
    MlpSpec parallel,
    double embeddingRegularizer)
    implements NetworkSpec {
  /** Where the perceptrons stand. */
  public enum Structure {
    /** None. */
    CROSSNET_ONLY(false, false),
    /** One behind the cross layers. */
    STACKED(true, false),
    /** One beside the cross layers. */
    PARALLEL(false, true),
    /** One behind the cross layers and one beside both. */
    STACKED_PARALLEL(true, true);

    private final boolean stacked;
    private final boolean parallel;

    Structure(boolean stacked, boolean parallel) {
      this.stacked = stacked;
      this.parallel = parallel;
    }
  }

  private static final Map<String, DcnV2> PRESETS = presets();

  /** The published MovieLens settings. */
  public static final DcnV2 DEFAULT = preset("movielenslatest_x1");

  /** Checks the ranges. */
  public DcnV2 {
    Checks.atLeastOne("embeddingDim", embeddingDim);
    Checks.atLeastOne("crossLayers", crossLayers);
    if (experts != 0) {
      Checks.atLeastOne("experts", experts);
      Checks.atLeastOne("rank", rank);
    }
    if (structure.stacked) {
      Checks.notEmpty("stacked", stacked);
    }
    if (structure.parallel) {
      Checks.notEmpty("parallel", parallel);
    }
  }

  /**
   * Published settings by data set, such as {@code criteo_x1}.
   *
   * @throws io.github.twinstream.error.ConfigException if there is none of this name; lists them
   */
  public static DcnV2 preset(String name) {
    return Checks.preset("DCNv2", name, PRESETS);
  }

  private static Map<String, DcnV2> presets() {
    MlpSpec deep = MlpSpec.of(400, 400, 400).batchNorm(true);
    MlpSpec wide = MlpSpec.of(500, 500, 500).batchNorm(true);
    Map<String, DcnV2> all = new LinkedHashMap<>();
    all.put(
        "criteo_x1",
        beside(
            3,
            MlpSpec.of(400, 400, 400).dropout(0.1),
            MlpSpec.of(500, 500, 500).dropout(0.1),
            1e-5));
    all.put("avazu_x1", beside(5, wide.dropout(0.2), deep.dropout(0.2), 0.05));
    all.put("movielenslatest_x1", beside(5, wide.dropout(0.2), deep.dropout(0.2), 0.01));
    all.put("frappe_x1", beside(4, wide.dropout(0.4), deep.dropout(0.4), 0.05));
    return all;
  }

  private static DcnV2 beside(int crossLayers, MlpSpec stacked, MlpSpec parallel, double l2) {
    return new DcnV2(10, Structure.PARALLEL, crossLayers, 0, 32, stacked, parallel, l2);
  }

  static List<String> presetNames() {
    return List.copyOf(PRESETS.keySet());
  }

  /** With this width of a field's vector. */
  public DcnV2 embeddingDim(int d) {
    return new DcnV2(
        d, structure, crossLayers, experts, rank, stacked, parallel, embeddingRegularizer);
  }

  /** With the perceptrons there. */
  public DcnV2 structure(Structure where) {
    return new DcnV2(
        embeddingDim, where, crossLayers, experts, rank, stacked, parallel, embeddingRegularizer);
  }

  /** With so many cross layers. */
  public DcnV2 crossLayers(int count) {
    return new DcnV2(
        embeddingDim, structure, count, experts, rank, stacked, parallel, embeddingRegularizer);
  }

  /** With cross layers that are mixtures of so many experts of this rank. */
  public DcnV2 mixture(int newExperts, int newRank) {
    return new DcnV2(
        embeddingDim,
        structure,
        crossLayers,
        newExperts,
        newRank,
        stacked,
        parallel,
        embeddingRegularizer);
  }

  /** With these hidden layers behind and beside the cross layers, used as the structure says. */
  public DcnV2 perceptrons(MlpSpec behind, MlpSpec beside) {
    return new DcnV2(
        embeddingDim, structure, crossLayers, experts, rank, behind, beside, embeddingRegularizer);
  }

  @Override
  public String name() {
    return "DCNv2";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    return new Net(this, schema, parameters);
  }

  @Override
  public String describe() {
    return "DCNv2 d "
        + embeddingDim
        + ", "
        + crossLayers
        + " cross layers"
        + (experts > 0 ? " of " + experts + " experts of rank " + rank : "")
        + ", "
        + structure.name().toLowerCase(Locale.ROOT)
        + (structure.stacked ? ", stacked " + stacked : "")
        + (structure.parallel ? ", parallel " + parallel : "");
  }

  private static final class Net extends EmbeddedNetwork {
    private final Layer cross;
    private final Mlp stacked;
    private final Mlp parallel;
    private final Layer last;

    Net(DcnV2 spec, Schema schema, Parameters parameters) {
      super(parameters, EmbeddingLayer.of(schema, parameters).vectors().build(spec.embeddingDim()));
      int width = schema.size() * spec.embeddingDim();
      int count = spec.crossLayers();
      this.cross =
          spec.experts() == 0
              ? new CrossNetwork("crossnet", width, count, parameters)
              : new CrossMixture("crossnet", width, count, spec.rank(), spec.experts(), parameters);
      Structure structure = spec.structure();
      this.stacked =
          structure.stacked ? new Mlp("stacked_dnn", width, spec.stacked(), parameters) : null;
      this.parallel =
          structure.parallel ? new Mlp("parallel_dnn", width, spec.parallel(), parameters) : null;
      int behind = structure.stacked ? spec.stacked().width() : width;
      int beside = structure.parallel ? spec.parallel().width() : 0;
      this.last = Mlp.linear("fc", behind + beside, 1, parameters);
    }

    @Override
    public NDArray logits(Batch batch, Pass pass) {
      NDArray e = EmbeddingLayer.flat(embeddings.forward(batch).get(0));
      pass.tell("embedding_layer", e);
      NDArray x = cross.forward(e, pass);
      if (stacked != null) {
        x = stacked.forward(x, pass);
      }
      if (parallel != null) {
        x = x.concat(parallel.forward(e, pass), 1);
      }
      return pass.tell("fc", last.forward(x, pass));
    }
  }
}
