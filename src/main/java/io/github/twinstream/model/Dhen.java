package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * DHEN (arXiv 2203.11014): stacked layers, each an ensemble of interaction modules over tokens (at
 * first the fields' vectors), with a shortcut and layer normalisation:
 *
 * <pre>X ← Norm(Ensemble(module₁(X), …, module_k(X)) + Shortcut(X))</pre>
 *
 * <p>Every module turns m tokens of width d into {@code tokens} of width d. No reference
 * implementation exists; {@link DhenModule} says how each module is read here.
 *
 * @param embeddingDim d, the width of a token; at least 1
 * @param layers stacked layers, at least 1
 * @param modules the modules of every layer, at least one
 * @param ensemble how the modules' outputs are joined
 * @param tokens tokens that each module gives, at least 1
 * @param heads heads of the attention module; a divisor of {@code embeddingDim}
 * @param dropout the share of attention weights dropped in training
 * @param top the hidden layers behind the last layer
 * @param embeddingRegularizer the L2 factor on the embedding tables
 */
public record Dhen(
    int embeddingDim,
    int layers,
    List<Module> modules,
    Ensemble ensemble,
    int tokens,
    int heads,
    double dropout,
    MlpSpec top,
    double embeddingRegularizer)
    implements NetworkSpec {
  /** What a module computes. */
  public enum Module {
    /** Inner products of all pairs of tokens, then a linear layer: the paper's AdvancedDLRM. */
    DOT,
    /** A transformer encoder layer, then a linear map over tokens. */
    ATTENTION,
    /** A cross layer of DCN-V2 over all tokens side by side, then a linear map over tokens. */
    CROSS,
    /** A linear map over tokens. */
    LINEAR,
    /** A 3 × 3 convolution of the token matrix into four maps, then a linear map over tokens. */
    CONVOLUTION
  }

  /** How the modules' outputs are joined. */
  public enum Ensemble {
    /** One behind the other: k · tokens tokens. */
    CONCAT,
    /** Their sum. */
    SUM,
    /** Their sum with a learned weight each, 1 at first. */
    WEIGHTED_SUM
  }

  /** Two layers of all modules but the convolution, eight tokens each, one behind the other. */
  public static final Dhen DEFAULT =
      new Dhen(
          10,
          2,
          List.of(Module.DOT, Module.ATTENTION, Module.CROSS, Module.LINEAR),
          Ensemble.CONCAT,
          8,
          2,
          0.1,
          MlpSpec.of(400).batchNorm(true).dropout(0.3),
          0.01);

  /** Checks the ranges. */
  public Dhen {
    Checks.atLeastOne("embeddingDim", embeddingDim);
    Checks.atLeastOne("layers", layers);
    Checks.atLeastOne("tokens", tokens);
    Checks.divides("heads", heads, "embeddingDim", embeddingDim);
    Checks.share("dropout", dropout);
    modules = List.copyOf(modules);
    if (modules.isEmpty()) {
      throw new ConfigException(
          Messages.outOfRange("modules", modules, "at least one of " + List.of(Module.values())));
    }
  }

  /** With tokens of this width. */
  public Dhen embeddingDim(int d) {
    return new Dhen(
        d, layers, modules, ensemble, tokens, heads, dropout, top, embeddingRegularizer);
  }

  /** With so many layers. */
  public Dhen layers(int count) {
    return new Dhen(
        embeddingDim, count, modules, ensemble, tokens, heads, dropout, top, embeddingRegularizer);
  }

  /** With these modules in every layer, joined so, each giving so many tokens. */
  public Dhen modules(Ensemble how, int each, Module... chosen) {
    return new Dhen(
        embeddingDim,
        layers,
        List.of(chosen),
        how,
        each,
        heads,
        dropout,
        top,
        embeddingRegularizer);
  }

  /** With these hidden layers behind the last layer. */
  public Dhen top(MlpSpec hidden) {
    return new Dhen(
        embeddingDim,
        layers,
        modules,
        ensemble,
        tokens,
        heads,
        dropout,
        hidden,
        embeddingRegularizer);
  }

  @Override
  public String name() {
    return "DHEN";
  }

  @Override
  public Network build(Schema schema, Parameters parameters) {
    return new Net(this, schema, parameters);
  }

  @Override
  public String describe() {
    return "DHEN d "
        + embeddingDim
        + ", "
        + layers
        + " layers of "
        + modules.stream()
            .map(m -> m.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" + "))
        + ", "
        + ensemble.name().toLowerCase(Locale.ROOT)
        + " of "
        + tokens
        + " tokens, top "
        + top;
  }

  private static final class Net extends EmbeddedNetwork {
    private final List<DhenLayer> layers = new ArrayList<>();
    private final Mlp top;

    Net(Dhen spec, Schema schema, Parameters parameters) {
      super(parameters, EmbeddingLayer.of(schema, parameters).vectors().build(spec.embeddingDim()));
      int tokens = schema.size();
      for (int i = 0; i < spec.layers(); i++) {
        DhenLayer layer = new DhenLayer("layers." + i, tokens, spec, parameters);
        layers.add(layer);
        tokens = layer.outputs();
      }
      int width = tokens * spec.embeddingDim();
      this.top = new Mlp("top_mlp", width, spec.top(), 1, Activation.NONE, parameters);
    }

    @Override
    public NDArray logits(Batch batch, Pass pass) {
      NDArray x = pass.tell("embedding_layer", embeddings.forward(batch).get(0));
      for (DhenLayer layer : layers) {
        x = layer.forward(x, pass);
      }
      return top.forward(EmbeddingLayer.flat(x), pass);
    }
  }
}
