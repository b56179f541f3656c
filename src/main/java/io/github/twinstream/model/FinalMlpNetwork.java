package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * FinalMLP (arXiv 2304.00902): two multi-layer perceptrons over the same embeddings, each behind a
 * feature gate of its own, joined by a multi-head bilinear fusion.
 *
 * <pre>
 * e  = embeddings, (rows, F·d)
 * gₛ = 2·σ(MLPₛ(context embeddings of stream s)),   hₛ = e ⊙ gₛ
 * o₁ = MLP1(h₁),  o₂ = MLP2(h₂)
 * logit = w_x·o₁ + b_x + w_y·o₂ + b_y + Σ_head o₁ᵀ W_head o₂
 * </pre>
 */
final class FinalMlpNetwork implements Network {
  private final FinalMlp spec;
  private final Schema schema;
  private final Parameters parameters;
  private final EmbeddingLayer embeddings;
  private final Mlp[] gates = new Mlp[2];
  private final NDArray[] contextBias = new NDArray[2];
  private final Mlp mlp1;
  private final Mlp mlp2;
  private final Layer linear1;
  private final Layer linear2;
  private final NDArray bilinear;

  FinalMlpNetwork(FinalMlp spec, Schema schema, Parameters parameters) {
    this.spec = spec;
    this.schema = schema;
    this.parameters = parameters;
    List<List<Integer>> contexts = contexts(schema);
    int d = spec.embeddingDim();
    int width = schema.size() * d;
    EmbeddingLayer.Builder layer = EmbeddingLayer.of(schema, parameters).vectors();
    for (int s = 0; spec.gates() && s < 2; s++) {
      layer.vectors("fs_module.fs" + (s + 1) + "_ctx_emb", contexts.get(s));
    }
    this.embeddings = layer.build(d);
    for (int s = 0; spec.gates() && s < 2; s++) {
      String name = "fs_module.fs" + (s + 1);
      int inputs = d * Math.max(1, contexts.get(s).size());
      if (contexts.get(s).isEmpty()) {
        contextBias[s] = parameters.constant(name + "_ctx_bias", 0, new Shape(1, d));
      }
      gates[s] =
          new Mlp(name + "_gate", inputs, spec.gateHidden(), width, Activation.SIGMOID, parameters);
    }
    this.mlp1 = new Mlp("mlp1", width, spec.mlp1(), parameters);
    this.mlp2 = new Mlp("mlp2", width, spec.mlp2(), parameters);
    int p = spec.mlp1().width();
    int q = spec.mlp2().width();
    this.linear1 = Mlp.linear("fusion_module.w_x", p, 1, parameters);
    this.linear2 = Mlp.linear("fusion_module.w_y", q, 1, parameters);
    int heads = spec.heads();
    int size = p / heads * q;
    this.bilinear =
        parameters.normal(
            "fusion_module.w_xy",
            Math.sqrt(2.0 / (size + 1)),
            new Shape(heads, p / heads, q / heads));
  }

  private static List<List<Integer>> contexts(Schema schema) {
    Map<String, List<Integer>> streams = schema.streams();
    if (streams.size() > 2) {
      throw new ConfigException(
          "FinalMLP has two streams, but "
              + streams.size()
              + " are declared: "
              + String.join(", ", streams.keySet().stream().map(Messages::quote).toList())
              + "; keep two, or leave all out for gates without context");
    }
    List<List<Integer>> contexts = new ArrayList<>(streams.values());
    while (contexts.size() < 2) {
      contexts.add(List.of());
    }
    return contexts;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public EmbeddingLayer inputs() {
    return embeddings;
  }

  @Override
  public NDArray logits(Batch batch, Pass pass) {
    NDArray looked = embeddings.lookup(batch);
    NDArray vectors = pass.tell("embedding_layer", embeddings.vectors(0, batch, looked));
    NDArray e = EmbeddingLayer.flat(vectors);
    NDArray h1 = e;
    NDArray h2 = e;
    if (spec.gates()) {
      NDArray twice = e.add(e);
      h1 = pass.tell("fs_module/0", twice.mul(gate(0, batch, looked, pass)));
      h2 = pass.tell("fs_module/1", twice.mul(gate(1, batch, looked, pass)));
    }
    NDArray o1 = mlp1.forward(h1, pass);
    NDArray o2 = mlp2.forward(h2, pass);
    return pass.tell("fusion_module", fuse(o1, o2, pass));
  }

  private NDArray gate(int stream, Batch batch, NDArray looked, Pass pass) {
    if (contextBias[stream] != null) {
      // a tensor of the batch comes first, so that the result belongs to the batch
      NDManager manager = (looked == null ? batch.numeric() : looked).getManager();
      NDArray zeros = manager.zeros(new Shape(batch.rows(), 1), parameters.type());
      return gates[stream].forward(zeros.add(contextBias[stream]), pass);
    }
    int set = 1 + stream;
    if (!pass.heard()) {
      return gates[stream].forward(embeddings, set, batch, looked, pass);
    }
    NDArray context = embeddings.vectors(set, batch, looked);
    pass.tell("fs_module.fs" + set + "_ctx_emb", context);
    return gates[stream].forward(EmbeddingLayer.flat(context), pass);
  }

  @Override
  public Optional<RowForward> rowForward() {
    boolean known = mlp1.hasRows() && mlp2.hasRows();
    for (Mlp gate : gates) {
      known &= gate == null || gate.hasRows();
    }
    return known
        ? Optional.of(
            new FinalMlpRow(spec, schema, parameters, contexts(schema), gates, mlp1, mlp2))
        : Optional.empty();
  }

  private NDArray fuse(NDArray o1, NDArray o2, Pass pass) {
    long rows = o1.getShape().get(0);
    long heads = bilinear.getShape().get(0);
    NDArray first = o1.reshape(rows, heads, -1).transpose(1, 0, 2);
    NDArray second = o2.reshape(rows, heads, -1).transpose(1, 0, 2);
    NDArray joined = first.matMul(bilinear).mul(second).sum(new int[] {0, 2}).reshape(rows, 1);
    return linear1.forward(o1, pass).add(linear2.forward(o2, pass)).add(joined);
  }
}
