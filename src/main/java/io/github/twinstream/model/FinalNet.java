package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * FinalNet (Zhu et al., SIGIR 2023, also named FINAL): one or two blocks of factorised interaction
 * layers. Two blocks teach each other: each block's own prediction is pulled towards the joint one.
 *
 * @param embeddingDim d, the width of a field's vector; at least 1
 * @param block1 the layers of the first block
 * @param block2 the layers of the second block; none for a single block
 * @param joined whether a layer joins its halves ([a; c ⊙ a]) rather than adding them (a + c ⊙ a);
 *     widths must then be even
 * @param fieldGate whether the first block is also given the vectors times gates over the fields
 * @param embeddingRegularizer the L2 factor on the embedding tables
 */
public record FinalNet(
    int embeddingDim,
    MlpSpec block1,
    MlpSpec block2,
    boolean joined,
    boolean fieldGate,
    double embeddingRegularizer)
    implements NetworkSpec {
  private static final Map<String, FinalNet> PRESETS = presets();

  /** The published MovieLens settings. */
  public static final FinalNet DEFAULT = preset("movielenslatest_x1");

  /** Checks the ranges. */
  public FinalNet {
    Checks.atLeastOne("embeddingDim", embeddingDim);
    Checks.notEmpty("block1", block1);
    if (joined) {
      requireEven("block1", block1);
      requireEven("block2", block2);
    }
  }

  private static void requireEven(String block, MlpSpec spec) {
    for (MlpSpec.Hidden hidden : spec.layers()) {
      if (hidden.units() % 2 != 0) {
        throw new ConfigException(
            Messages.outOfRange(
                block + " units", hidden.units(), "even, since a layer's halves are joined"));
      }
    }
  }

  /**
   * Published settings by data set, such as {@code criteo_x1}.
   *
   * @throws ConfigException if there is none of this name; lists them
   */
  public static FinalNet preset(String name) {
    return Checks.preset("FinalNet", name, PRESETS);
  }

  private static Map<String, FinalNet> presets() {
    MlpSpec two = MlpSpec.of(400, 400).batchNorm(true);
    Map<String, FinalNet> all = new LinkedHashMap<>();
    all.put("criteo_x1", published(two.dropout(0.1), two, 1e-5));
    all.put(
        "avazu_x1",
        published(
            MlpSpec.of(800).batchNorm(true).dropout(0.3),
            MlpSpec.of(800, 800).batchNorm(true).dropout(0.2),
            0.05));
    all.put("movielenslatest_x1", published(two, MlpSpec.of(500).batchNorm(true), 0.01));
    all.put(
        "frappe_x1",
        published(two.dropout(0.1), MlpSpec.of(400).batchNorm(true).dropout(0.1), 0.1));
    return all;
  }

  private static FinalNet published(MlpSpec block1, MlpSpec block2, double l2) {
    return new FinalNet(10, block1, block2, true, true, l2);
  }

  static List<String> presetNames() {
    return List.copyOf(PRESETS.keySet());
  }

  /** With this width of a field's vector. */
  public FinalNet embeddingDim(int d) {
    return new FinalNet(d, block1, block2, joined, fieldGate, embeddingRegularizer);
  }

  /** With these two blocks; {@code MlpSpec.of()} as the second for a single one. */
  public FinalNet blocks(MlpSpec first, MlpSpec second) {
    return new FinalNet(embeddingDim, first, second, joined, fieldGate, embeddingRegularizer);
  }

  @Override
  public String name() {
    return "FinalNet";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    return new Net(this, schema, parameters);
  }

  @Override
  public String describe() {
    return "FinalNet d "
        + embeddingDim
        + ", block1 "
        + block1
        + (block2.layers().isEmpty() ? "" : ", block2 " + block2)
        + (fieldGate ? ", field gate" : "");
  }

  private static final class Net extends EmbeddedNetwork {
    private final NDArray gateWeight;
    private final NDArray gateBias;
    private final FactorizedBlock block1;
    private final FactorizedBlock block2;
    private final Layer last1;
    private final Layer last2;

    Net(FinalNet spec, Schema schema, Parameters parameters) {
      super(parameters, EmbeddingLayer.of(schema, parameters).vectors().build(spec.embeddingDim()));
      int fields = schema.size();
      int width = fields * spec.embeddingDim();
      String gate = "feature_gating.linear";
      this.gateWeight =
          spec.fieldGate()
              ? parameters.constant(gate + ".weight", 0, new Shape(fields, fields))
              : null;
      this.gateBias =
          spec.fieldGate() ? parameters.constant(gate + ".bias", 1, new Shape(fields)) : null;
      this.block1 =
          new FactorizedBlock(
              "block1",
              spec.fieldGate() ? 2 * width : width,
              spec.block1(),
              spec.joined(),
              parameters);
      this.last1 = Mlp.linear("fc1", spec.block1().width(), 1, parameters);
      boolean two = !spec.block2().layers().isEmpty();
      this.block2 =
          two
              ? new FactorizedBlock("block2", width, spec.block2(), spec.joined(), parameters)
              : null;
      this.last2 = two ? Mlp.linear("fc2", spec.block2().width(), 1, parameters) : null;
    }

    /** y = y₁ with one block, ½ (y₁ + y₂) with two. */
    @Override
    public NDArray logits(Batch batch, Pass pass) {
      NDArray[] each = each(batch, pass);
      return each.length == 1 ? each[0] : joint(each);
    }

    /** With two blocks, loss(y) + CE(y₁, stop σ(y)) + CE(y₂, stop σ(y)). */
    @Override
    public NDArray loss(Batch batch, NDArray labels, Pass pass, BinaryOperator<NDArray> loss) {
      NDArray[] each = each(batch, pass);
      if (each.length == 1) {
        return loss.apply(each[0], labels);
      }
      NDArray y = joint(each);
      NDArray teacher = y.stopGradient().getNDArrayInternal().sigmoid();
      return loss.apply(y, labels)
          .add(CrossEntropy.mean(each[0], teacher))
          .add(CrossEntropy.mean(each[1], teacher));
    }

    private static NDArray joint(NDArray[] each) {
      return Scalars.times(each[0].add(each[1]), 0.5);
    }

    private NDArray[] each(Batch batch, Pass pass) {
      NDArray vectors = pass.tell("embedding_layer", embeddings.forward(batch).get(0));
      NDArray first = gateWeight == null ? vectors : gated(vectors, pass);
      NDArray y1 =
          pass.tell("fc1", last1.forward(block1.forward(EmbeddingLayer.flat(first), pass), pass));
      if (block2 == null) {
        return new NDArray[] {y1};
      }
      NDArray y2 =
          pass.tell("fc2", last2.forward(block2.forward(EmbeddingLayer.flat(vectors), pass), pass));
      return new NDArray[] {y1, y2};
    }

    /** [e; e ⊙ g], where g = W e + b mixes the fields, dimension by dimension. */
    private NDArray gated(NDArray vectors, Pass pass) {
      NDArray turned = vectors.transpose(0, 2, 1);
      NDArray gates =
          turned
              .getNDArrayInternal()
              .linear(turned, gateWeight, gateBias)
              .singletonOrThrow()
              .transpose(0, 2, 1);
      return pass.tell("feature_gating", vectors.concat(vectors.mul(gates), 1));
    }
  }
}
