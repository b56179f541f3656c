package io.github.twinstream.bundle;

import io.github.twinstream.archive.Tensor;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.model.Activation;
import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.model.MlpSpec;
import io.github.twinstream.model.Parameters;
import io.github.twinstream.onnx.OnnxGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** FinalMLP's scoring pass as an ONNX graph, from its parameters by the reference's names. */
final class FinalMlpOnnx {
  private final FinalMlp spec;
  private final Schema schema;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, Parameters.View> views;
  private final OnnxGraph graph = new OnnxGraph("FinalMLP");
  private String ids;
  private String numbers;

  FinalMlpOnnx(FinalMlp spec, Schema schema, Parameters parameters) {
    this.spec = spec;
    this.schema = schema;
    parameters.tensors().forEach(t -> tensors.put(t.name(), t));
    this.views = parameters.views();
  }

  /** The graph: encoded rows in, {@code logit} and {@code probability} out. */
  OnnxGraph build() {
    ids = schema.idWidth() == 0 ? null : graph.input("ids", true, schema.idWidth());
    numbers =
        schema.numericWidth() == 0 ? null : graph.input("numbers", false, schema.numericWidth());
    String e = embedding("embedding_layer", IntStream.range(0, schema.size()).boxed().toList());
    String o1 = mlp("mlp1", spec.mlp1(), gated(0, e));
    String o2 = mlp("mlp2", spec.mlp2(), gated(1, e));
    String sum =
        graph.apply("Add", linear("fusion_module.w_x", o1), linear("fusion_module.w_y", o2));
    String logit = graph.apply("Add", sum, bilinear(o1, o2));
    graph.output("logit", logit, 1);
    graph.output("probability", graph.apply("Sigmoid", logit), 1);
    return graph;
  }

  private String gated(int stream, String e) {
    if (!spec.gates()) {
      return e;
    }
    String name = "fs_module.fs" + (stream + 1);
    List<List<Integer>> streams = new ArrayList<>(schema.streams().values());
    List<Integer> context = stream < streams.size() ? streams.get(stream) : List.of();
    String flat =
        context.isEmpty()
            ? graph.floats(values(name + "_ctx_bias"), 1, spec.embeddingDim())
            : embedding(name + "_ctx_emb", context);
    String hidden = mlp(name + "_gate", spec.gateHidden(), flat);
    int last = modules(spec.gateHidden());
    String gate = graph.apply("Sigmoid", linear(name + "_gate.mlp." + last, hidden));
    return graph.apply("Mul", graph.apply("Mul", e, gate), graph.number(2));
  }

  /** The fields' vectors side by side; neighbouring numbers are one product. */
  private String embedding(String set, List<Integer> members) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at < members.size()) {
      int end = at;
      while (end < members.size() && field(members.get(end)).kind() == Field.Kind.NUMERIC) {
        end++;
      }
      if (end > at) {
        parts.add(numbers(set, members.subList(at, end)));
        at = end;
      } else {
        parts.add(tokens(set, members.get(at)));
        at++;
      }
    }
    return parts.size() == 1
        ? parts.get(0)
        : graph.apply("Concat", Map.of("axis", 1L), parts.toArray(String[]::new));
  }

  private String numbers(String set, List<Integer> members) {
    int d = spec.embeddingDim();
    float[] vectors = new float[members.size() * d];
    long[] columns = new long[members.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = schema.offset(members.get(i));
      float[] own = values(vectorName(set, field(members.get(i)).name()));
      System.arraycopy(own, 0, vectors, i * d, d);
    }
    String chosen = graph.apply("Gather", Map.of("axis", 1L), numbers, graph.longs(columns));
    String upright = graph.apply("Unsqueeze", chosen, graph.longs(2));
    String product = graph.apply("Mul", upright, graph.floats(vectors, 1, members.size(), d));
    return graph.apply("Reshape", product, graph.longs(0, (long) members.size() * d));
  }

  private String tokens(String set, int index) {
    Field field = field(index);
    String owner = field.sharedWith().isEmpty() ? field.name() : field.sharedWith();
    String name = vectorName(set, owner);
    if (!views.containsKey(name)) {
      name = vectorName(set, field.name());
    }
    int d = spec.embeddingDim();
    float[] table = values(name);
    String rows = graph.floats(table, table.length / d, d);
    int from = schema.offset(index);
    long[] columns = IntStream.range(from, from + field.length()).asLongStream().toArray();
    String own = graph.apply("Gather", Map.of("axis", 1L), ids, graph.longs(columns));
    String vectors = graph.apply("Gather", Map.of("axis", 0L), rows, own);
    if (field.kind() == Field.Kind.CATEGORICAL) {
      return graph.apply("Reshape", vectors, graph.longs(0, d));
    }
    String padding = graph.apply("Equal", own, graph.longs(0));
    String mask =
        graph.apply(
            "Unsqueeze",
            graph.apply("Cast", Map.of("to", 1L), graph.apply("Not", padding)),
            graph.longs(2));
    String sum = sum(graph.apply("Mul", vectors, mask), 1);
    if (field.pooling() == Pooling.SUM) {
      return sum;
    }
    String count = graph.apply("Add", sum(mask, 1), graph.number(1e-12));
    return graph.apply("Div", sum, count);
  }

  private String sum(String tensor, long axis) {
    return graph.apply("ReduceSum", Map.of("keepdims", 0L), tensor, graph.longs(axis));
  }

  private String mlp(String name, MlpSpec block, String input) {
    String x = input;
    int module = 0;
    for (MlpSpec.Hidden hidden : block.layers()) {
      x = linear(name + ".mlp." + module++, x);
      if (hidden.batchNorm()) {
        String norm = name + ".mlp." + module++;
        x = normalised(x, norm, values(norm + ".weight"), values(norm + ".bias"), 1e-5f);
      }
      if (hidden.activation() != Activation.NONE) {
        x = activation(hidden.activation(), name + ".mlp." + module++, hidden.units(), x);
      }
      module += hidden.dropout() > 0 ? 1 : 0;
    }
    return x;
  }

  /** How many modules the hidden layers are: the number of the one behind them. */
  private static int modules(MlpSpec block) {
    return block.layers().stream()
        .mapToInt(
            h ->
                1
                    + (h.batchNorm() ? 1 : 0)
                    + (h.activation() != Activation.NONE ? 1 : 0)
                    + (h.dropout() > 0 ? 1 : 0))
        .sum();
  }

  private String linear(String name, String x) {
    Tensor weight = tensors.get(name + ".weight");
    long out = weight.shape().get(0);
    return graph.apply(
        "Gemm",
        Map.of("transB", 1L),
        x,
        graph.floats(weight.values(), out, weight.shape().get(1)),
        graph.floats(values(name + ".bias"), out));
  }

  private String normalised(String x, String name, float[] scale, float[] shift, float epsilon) {
    long units = scale.length;
    return graph.apply(
        "BatchNormalization",
        Map.of("epsilon", epsilon),
        x,
        graph.floats(scale, units),
        graph.floats(shift, units),
        graph.floats(values(name + ".running_mean"), units),
        graph.floats(values(name + ".running_var"), units));
  }

  private String activation(Activation activation, String name, int units, String x) {
    return switch (activation) {
      case RELU -> graph.apply("Relu", x);
      case SIGMOID -> graph.apply("Sigmoid", x);
      case TANH -> graph.apply("Tanh", x);
      case SOFTMAX -> graph.apply("Softmax", Map.of("axis", -1L), x);
      case LEAKY_RELU -> graph.apply("LeakyRelu", Map.of("alpha", 0.01f), x);
      case ELU -> graph.apply("Elu", Map.of("alpha", 1f), x);
      case SELU -> graph.apply("Selu", x);
      case SILU -> graph.apply("Mul", x, graph.apply("Sigmoid", x));
      case GELU -> {
        String inner = graph.apply("Mul", x, graph.number(Math.sqrt(0.5)));
        String twice = graph.apply("Add", graph.apply("Erf", inner), graph.number(1));
        yield graph.apply("Mul", graph.apply("Mul", x, twice), graph.number(0.5));
      }
      case PRELU -> graph.apply("PRelu", x, graph.floats(values(name + ".weight"), units));
      case DICE -> {
        float[] ones = new float[units];
        Arrays.fill(ones, 1);
        String p =
            graph.apply("Sigmoid", normalised(x, name + ".bn", ones, new float[units], 1e-9f));
        String open = graph.apply("Mul", p, x);
        String rest = graph.apply("Sub", x, open);
        String alpha = graph.floats(values(name + ".alpha"), units);
        yield graph.apply("Add", open, graph.apply("Mul", rest, alpha));
      }
      case SOFTPLUS -> graph.apply("Softplus", x);
      case SOFTSIGN -> graph.apply("Softsign", x);
      case MISH -> graph.apply("Mul", x, graph.apply("Tanh", graph.apply("Softplus", x)));
      case RELU6 -> {
        String above = graph.apply("Relu", graph.apply("Sub", x, graph.number(6)));
        yield graph.apply("Sub", graph.apply("Relu", x), above);
      }
      case NONE -> x;
    };
  }

  private String bilinear(String o1, String o2) {
    Tensor weight = tensors.get("fusion_module.w_xy");
    long heads = weight.shape().get(0);
    String first = split(o1, heads, weight.shape().get(1));
    String second = split(o2, heads, weight.shape().get(2));
    String w = graph.floats(weight.values(), heads, weight.shape().get(1), weight.shape().get(2));
    String product = graph.apply("Mul", graph.apply("MatMul", first, w), second);
    String joined = graph.apply("ReduceSum", Map.of("keepdims", 0L), product, graph.longs(0, 2));
    return graph.apply("Unsqueeze", joined, graph.longs(1));
  }

  private String split(String o, long heads, long width) {
    String parted = graph.apply("Reshape", o, graph.longs(0, heads, width));
    return graph.apply("Transpose", Map.of("perm", List.of(1L, 0L, 2L)), parted);
  }

  private Field field(int index) {
    return schema.fields().get(index);
  }

  private static String vectorName(String set, String field) {
    return set + ".embedding_layer.embedding_layers." + field + ".weight";
  }

  private float[] values(String name) {
    Parameters.View view = views.get(name);
    if (view == null) {
      return tensors.get(name).values();
    }
    return Arrays.copyOfRange(
        tensors.get(view.parameter()).values(), view.start(), view.start() + view.size());
  }
}
