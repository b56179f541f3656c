package io.github.twinstream.model;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of FinalMLP (arXiv 2304.00902). Without a change they are the article's: d 10, mlp1
 * [400] dropout 0.4, mlp2 [800] dropout 0.2, both with batch normalisation, gates of 800 hidden
 * units, 10 heads, L2 0.01 on the embeddings.
 *
 * @param embeddingDim d, the width of a field's vector; at least 1
 * @param mlp1 the first stream
 * @param mlp2 the second stream
 * @param gateHidden the hidden layers of both gates
 * @param gates whether the streams have gates at all
 * @param heads heads of the bilinear fusion; must divide the last width of both streams
 * @param embeddingRegularizer the L2 factor on the embedding tables
 */
public record FinalMlp(
    int embeddingDim,
    MlpSpec mlp1,
    MlpSpec mlp2,
    MlpSpec gateHidden,
    boolean gates,
    int heads,
    double embeddingRegularizer)
    implements NetworkSpec {

  private static final Map<String, FinalMlp> PRESETS = presets();

  /** Checks the ranges. */
  public FinalMlp {
    if (embeddingDim < 1) {
      throw new ConfigException(Messages.outOfRange("embeddingDim", embeddingDim, "at least 1"));
    }
    if (heads < 1 || mlp1.width() % heads != 0 || mlp2.width() % heads != 0) {
      throw new ConfigException(
          Messages.outOfRange(
              "heads",
              heads,
              "a divisor of the last widths of both streams, "
                  + mlp1.width()
                  + " and "
                  + mlp2.width()));
    }
  }

  /**
   * Published settings by name: {@code article}, and the paper's runs by data set, such as {@code
   * criteo_x1}.
   *
   * @throws ConfigException if there is none of this name; lists them
   */
  public static FinalMlp preset(String name) {
    FinalMlp found = PRESETS.get(name);
    if (found == null) {
      throw new ConfigException(Messages.unknown("FinalMLP preset", name, PRESETS.keySet()));
    }
    return found;
  }

  private static Map<String, FinalMlp> presets() {
    MlpSpec deep = MlpSpec.of(400, 400, 400).batchNorm(true);
    FinalMlp movieLens =
        new FinalMlp(
            10,
            MlpSpec.of(400).dropout(0.4).batchNorm(true),
            MlpSpec.of(800).dropout(0.2).batchNorm(true),
            MlpSpec.of(800),
            true,
            10,
            0.01);
    Map<String, FinalMlp> all = new LinkedHashMap<>();
    all.put("article", movieLens);
    all.put("movielenslatest_x1", movieLens);
    all.put(
        "criteo_x1",
        new FinalMlp(
            10,
            deep.dropout(0.2),
            MlpSpec.of(1000).dropout(0.3).batchNorm(true),
            MlpSpec.of(800),
            true,
            200,
            1e-5));
    all.put(
        "avazu_x1",
        new FinalMlp(
            10,
            deep.dropout(0.3),
            MlpSpec.of(800).dropout(0.3).batchNorm(true),
            MlpSpec.of(800),
            true,
            10,
            0.05));
    all.put(
        "frappe_x1",
        new FinalMlp(
            10,
            MlpSpec.of(400).dropout(0.4).batchNorm(true),
            MlpSpec.of(100).dropout(0.4).batchNorm(true),
            MlpSpec.of(400),
            true,
            5,
            0.05));
    all.put(
        "criteo_x4_001",
        new FinalMlp(
            16,
            MlpSpec.of(1000, 1000, 1000, 1000, 1000).dropout(0.2),
            MlpSpec.of(500).dropout(0.1),
            MlpSpec.of(1000),
            false,
            50,
            1e-5));
    all.put(
        "avazu_x4_001",
        new FinalMlp(
            16,
            MlpSpec.of(2000, 2000, 2000).batchNorm(true),
            MlpSpec.of(500),
            MlpSpec.of(1000),
            false,
            20,
            1e-9));
    return all;
  }

  static List<String> presetNames() {
    return List.copyOf(PRESETS.keySet());
  }

  /** With this width of a field's vector. */
  public FinalMlp embeddingDim(int d) {
    return new FinalMlp(d, mlp1, mlp2, gateHidden, gates, heads, embeddingRegularizer);
  }

  /** With this first stream and this second one, and so many heads that divide both. */
  public FinalMlp streams(MlpSpec first, MlpSpec second, int newHeads) {
    return new FinalMlp(
        embeddingDim, first, second, gateHidden, gates, newHeads, embeddingRegularizer);
  }

  /** With gates of these hidden layers. */
  public FinalMlp gateHidden(MlpSpec hidden) {
    return new FinalMlp(embeddingDim, mlp1, mlp2, hidden, true, heads, embeddingRegularizer);
  }

  /** Without gates: both streams see the same embeddings. */
  public FinalMlp withoutGates() {
    return new FinalMlp(embeddingDim, mlp1, mlp2, gateHidden, false, heads, embeddingRegularizer);
  }

  @Override
  public String name() {
    return "FinalMLP";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    return new FinalMlpNetwork(this, schema, parameters);
  }

  @Override
  public String describe() {
    return "FinalMLP d "
        + embeddingDim
        + ", mlp1 "
        + mlp1
        + ", mlp2 "
        + mlp2
        + (gates ? ", gates " + gateHidden : ", no gates")
        + ", heads "
        + heads;
  }
}
