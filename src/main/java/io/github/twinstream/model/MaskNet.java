package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MaskNet (arXiv 2102.07619): blocks that multiply what they are given by a mask learned from the
 * embeddings, one behind the other or side by side.
 *
 * @param embeddingDim d, the width of a field's vector; at least 1
 * @param hidden serial: one block for each layer; parallel: the perceptron behind the blocks. Batch
 *     normalisation is not used
 * @param blocks parallel blocks, at least 1; 0 for serial blocks
 * @param block a parallel block's width, activation and dropout; unused in serial
 * @param reduction the masks' hidden width as a multiple of what is masked, above 0
 * @param embeddingNorm whether each field's vector is normalised before it is masked
 * @param blockNorm whether each block is normalised before its activation
 * @param embeddingRegularizer the L2 factor on the embedding tables
 */
public record MaskNet(
    int embeddingDim,
    MlpSpec hidden,
    int blocks,
    MlpSpec.Hidden block,
    double reduction,
    boolean embeddingNorm,
    boolean blockNorm,
    double embeddingRegularizer)
    implements NetworkSpec {
  private static final Map<String, MaskNet> PRESETS = presets();

  /** The published Criteo settings with normalised vectors and L2 0.01: small masks. */
  public static final MaskNet DEFAULT =
      new MaskNet(
          10,
          MlpSpec.of(400, 400, 400).dropout(0.2),
          0,
          new MlpSpec.Hidden(64, Activation.RELU, 0.2, false),
          0.2,
          true,
          true,
          0.01);

  /** Checks the ranges. */
  public MaskNet {
    Checks.atLeastOne("embeddingDim", embeddingDim);
    if (blocks < 0) {
      throw new ConfigException(
          Messages.outOfRange("blocks", blocks, "at least 1, or 0 for serial blocks"));
    }
    if (!(reduction > 0)) {
      throw new ConfigException(Messages.outOfRange("reduction", reduction, "above 0"));
    }
    if (blocks == 0) {
      Checks.notEmpty("hidden", hidden);
    }
  }

  /**
   * Published settings by data set, such as {@code criteo_x1}.
   *
   * @throws ConfigException if there is none of this name; lists them
   */
  public static MaskNet preset(String name) {
    return Checks.preset("MaskNet", name, PRESETS);
  }

  private static Map<String, MaskNet> presets() {
    Map<String, MaskNet> all = new LinkedHashMap<>();
    all.put("criteo_x1", published(0, 64, 0.2, 0.2, false, 1e-5));
    all.put("avazu_x1", published(0, 64, 0.4, 2, true, 0.1));
    all.put("movielenslatest_x1", published(0, 64, 0.5, 4, false, 0.005));
    all.put("frappe_x1", published(3, 50, 0.1, 2, false, 0.1));
    return all;
  }

  private static MaskNet published(
      int blocks, int width, double dropout, double reduction, boolean norm, double l2) {
    return new MaskNet(
        10,
        MlpSpec.of(400, 400, 400).dropout(dropout),
        blocks,
        new MlpSpec.Hidden(width, Activation.RELU, dropout, false),
        reduction,
        norm,
        true,
        l2);
  }

  static List<String> presetNames() {
    return List.copyOf(PRESETS.keySet());
  }

  /** With this width of a field's vector. */
  public MaskNet embeddingDim(int d) {
    return new MaskNet(
        d, hidden, blocks, block, reduction, embeddingNorm, blockNorm, embeddingRegularizer);
  }

  /** With a block for each of these layers, one behind the other. */
  public MaskNet serial(MlpSpec layers) {
    return new MaskNet(
        embeddingDim, layers, 0, block, reduction, embeddingNorm, blockNorm, embeddingRegularizer);
  }

  /** With so many blocks of this width side by side, and this perceptron behind them. */
  public MaskNet parallel(int count, int width, MlpSpec behind) {
    return new MaskNet(
        embeddingDim,
        behind,
        count,
        new MlpSpec.Hidden(width, block.activation(), block.dropout(), false),
        reduction,
        embeddingNorm,
        blockNorm,
        embeddingRegularizer);
  }

  @Override
  public String name() {
    return "MaskNet";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    return new Net(this, schema, parameters);
  }

  @Override
  public String describe() {
    return "MaskNet d "
        + embeddingDim
        + (blocks == 0
            ? ", serial " + hidden
            : ", " + blocks + " parallel blocks of " + block.units() + ", then " + hidden)
        + ", reduction "
        + reduction;
  }

  private static final class Net extends EmbeddedNetwork {
    private final FieldNorm norm;
    private final List<MaskBlock> blocks = new ArrayList<>();
    private final Layer last;
    private final Mlp behind;

    Net(MaskNet spec, Schema schema, Parameters parameters) {
      super(parameters, EmbeddingLayer.of(schema, parameters).vectors().build(spec.embeddingDim()));
      int width = schema.size() * spec.embeddingDim();
      boolean serial = spec.blocks() == 0;
      int inputs = width;
      for (int i = 0; i < (serial ? spec.hidden().layers().size() : spec.blocks()); i++) {
        MlpSpec.Hidden out = serial ? spec.hidden().layers().get(i) : spec.block();
        blocks.add(
            new MaskBlock(
                "mask_net.mask_blocks." + i,
                width,
                inputs,
                out,
                spec.reduction(),
                spec.blockNorm(),
                parameters));
        inputs = serial ? out.units() : width;
      }
      this.last = serial ? Mlp.linear("mask_net.fc.0", inputs, 1, parameters) : null;
      this.behind =
          serial
              ? null
              : new Mlp(
                  "mask_net.dnn",
                  spec.blocks() * spec.block().units(),
                  spec.hidden(),
                  1,
                  Activation.NONE,
                  parameters);
      this.norm =
          spec.embeddingNorm()
              ? new FieldNorm("emb_norm", schema.size(), spec.embeddingDim(), parameters)
              : null;
    }

    @Override
    public NDArray logits(Batch batch, Pass pass) {
      NDArray vectors = pass.tell("embedding_layer", embeddings.forward(batch).get(0));
      NDArray e = EmbeddingLayer.flat(vectors);
      NDArray h = norm == null ? e : EmbeddingLayer.flat(norm.forward(vectors));
      return pass.tell("mask_net", behind == null ? serial(e, h, pass) : parallel(e, h, pass));
    }

    private NDArray serial(NDArray e, NDArray h, Pass pass) {
      NDArray y = h;
      for (MaskBlock block : blocks) {
        y = block.forward(e, y, pass);
      }
      return last.forward(y, pass);
    }

    private NDArray parallel(NDArray e, NDArray h, Pass pass) {
      NDList outputs = new NDList();
      blocks.forEach(block -> outputs.add(block.forward(e, h, pass)));
      return behind.forward(
          outputs.size() == 1 ? outputs.get(0) : NDArrays.concat(outputs, 1), pass);
    }
  }
}
