package io.github.twinstream.config;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.model.Activation;
import io.github.twinstream.model.AutoInt;
import io.github.twinstream.model.DcnV2;
import io.github.twinstream.model.DeepFm;
import io.github.twinstream.model.Dlrm;
import io.github.twinstream.model.DualMlp;
import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.model.FinalNet;
import io.github.twinstream.model.Fm;
import io.github.twinstream.model.Lr;
import io.github.twinstream.model.MaskNet;
import io.github.twinstream.model.MlpSpec;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.WideDeep;
import io.github.twinstream.model.XDeepFm;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * FuxiCTR's model settings as a network's. Settings that are left out have FuxiCTR's defaults, not
 * those of this library. The embedding regulariser is left to {@link FuxiTraining}, whose penalties
 * may also be on absolute values; the network's own factor is the L2 part.
 */
public final class FuxiModel {
  private static final List<Integer> DEEP = List.of(64, 64, 64);
  private static final Map<String, Function<Settings, NetworkSpec>> MODELS = models();

  private FuxiModel() {}

  private static Map<String, Function<Settings, NetworkSpec>> models() {
    Map<String, Function<Settings, NetworkSpec>> all = new LinkedHashMap<>();
    all.put("FinalMLP", FuxiModel::finalMlp);
    all.put("DualMLP", FuxiModel::dualMlp);
    all.put("DLRM", FuxiModel::dlrm);
    all.put("AutoInt", FuxiModel::autoInt);
    all.put("xDeepFM", FuxiModel::xDeepFm);
    all.put("DeepFM", FuxiModel::deepFm);
    all.put("DCNv2", FuxiModel::dcnV2);
    all.put("MaskNet", FuxiModel::maskNet);
    all.put("FinalNet", FuxiModel::finalNet);
    all.put("FINAL", FuxiModel::finalNet);
    all.put("WideDeep", FuxiModel::wideDeep);
    all.put("FM", s -> new Fm(dimension(s), l2(s)));
    all.put("LR", s -> new Lr(l2(s)));
    return all;
  }

  /**
   * The network of a model's settings.
   *
   * @param model FuxiCTR's name of it, such as {@code FinalMLP}
   * @throws ConfigException if the model is not known or a setting is not allowed; names file and
   *     line
   */
  public static NetworkSpec read(String model, Settings settings) {
    Function<Settings, NetworkSpec> reader = MODELS.get(model);
    if (reader == null) {
      throw new ConfigException(
          settings.at("model") + Messages.unknown("model", model, MODELS.keySet()));
    }
    try {
      return reader.apply(settings);
    } catch (ConfigException e) {
      String where = settings.at("model");
      String file = where.substring(0, where.indexOf(':'));
      throw e.getMessage().startsWith(file) ? e : new ConfigException(where + e.getMessage());
    }
  }

  private static NetworkSpec finalMlp(Settings s) {
    return new FinalMlp(
        dimension(s),
        hidden(
            s, "mlp1_hidden_units", "mlp1_hidden_activations", "mlp1_dropout", "mlp1_batch_norm"),
        hidden(
            s, "mlp2_hidden_units", "mlp2_hidden_activations", "mlp2_dropout", "mlp2_batch_norm"),
        MlpSpec.of(s.integers("fs_hidden_units", List.of(64)).stream().mapToInt(i -> i).toArray()),
        s.flag("use_fs", true),
        s.integer("num_heads", 1),
        l2(s));
  }

  private static NetworkSpec dualMlp(Settings s) {
    return new DualMlp(
        dimension(s),
        hidden(
            s, "mlp1_hidden_units", "mlp1_hidden_activations", "mlp1_dropout", "mlp1_batch_norm"),
        hidden(
            s, "mlp2_hidden_units", "mlp2_hidden_activations", "mlp2_dropout", "mlp2_batch_norm"),
        l2(s));
  }

  private static NetworkSpec dlrm(Settings s) {
    MlpSpec bottom =
        hidden(s, "bottom_mlp_units", "bottom_mlp_activations", "bottom_mlp_dropout", "batch_norm");
    List<String> activations = s.texts("bottom_mlp_activations", List.of("ReLU"));
    return new Dlrm(
        dimension(s),
        bottom,
        activation(s, "bottom_mlp_activations", activations.get(activations.size() - 1)),
        hidden(s, "top_mlp_units", "top_mlp_activations", "top_mlp_dropout", "batch_norm"),
        s.word(
            "interaction_op",
            "dot",
            Map.of("dot", Dlrm.Interaction.DOT, "cat", Dlrm.Interaction.CAT)),
        l2(s));
  }

  private static NetworkSpec autoInt(Settings s) {
    return new AutoInt(
        dimension(s),
        s.integer("attention_layers", 2),
        s.integer("attention_dim", 8),
        s.integer("num_heads", 1),
        s.flag("use_residual", true),
        s.flag("use_scale", false),
        s.flag("layer_norm", false),
        s.number("net_dropout", 0),
        dnn(s, "dnn_hidden_units", "dnn_activations"),
        s.flag("use_wide", false),
        l2(s));
  }

  private static NetworkSpec xDeepFm(Settings s) {
    String maps = s.has("cin_layer_units") ? "cin_layer_units" : "cin_hidden_units";
    String activations = s.has("hidden_activations") ? "hidden_activations" : "dnn_activations";
    return new XDeepFm(
        dimension(s),
        s.integers(maps, List.of(16, 16, 16)),
        dnn(s, "dnn_hidden_units", activations),
        l2(s));
  }

  private static NetworkSpec deepFm(Settings s) {
    return new DeepFm(dimension(s), dnn(s, "hidden_units", "hidden_activations"), l2(s));
  }

  private static NetworkSpec wideDeep(Settings s) {
    return new WideDeep(dimension(s), dnn(s, "hidden_units", "hidden_activations"), l2(s));
  }

  private static NetworkSpec dcnV2(Settings s) {
    Map<String, DcnV2.Structure> structures = new LinkedHashMap<>();
    for (DcnV2.Structure structure : DcnV2.Structure.values()) {
      structures.put(structure.name().toLowerCase(Locale.ROOT), structure);
    }
    boolean mixture = s.flag("use_low_rank_mixture", false);
    int experts = s.integer("num_experts", 4);
    return new DcnV2(
        dimension(s),
        s.word("model_structure", "parallel", structures),
        s.integer("num_cross_layers", 3),
        mixture ? experts : 0,
        s.integer("low_rank", 32),
        hidden(s, "stacked_dnn_hidden_units", List.of(), "dnn_activations", "net_dropout"),
        hidden(s, "parallel_dnn_hidden_units", List.of(), "dnn_activations", "net_dropout"),
        l2(s));
  }

  private static NetworkSpec maskNet(Settings s) {
    boolean parallel =
        s.word(
            "model_type", "SerialMaskNet", Map.of("SerialMaskNet", false, "ParallelMaskNet", true));
    MlpSpec hidden =
        hidden(s, "dnn_hidden_units", "dnn_hidden_activations", "net_dropout", "no batch norm");
    int blocks = s.integer("parallel_num_blocks", 1);
    return new MaskNet(
        dimension(s),
        hidden,
        parallel ? blocks : 0,
        new MlpSpec.Hidden(
            s.integer("parallel_block_dim", 64),
            activation(
                s,
                "dnn_hidden_activations",
                s.texts("dnn_hidden_activations", List.of("ReLU")).get(0)),
            s.numbers("net_dropout", List.of(0.0)).get(0),
            false),
        s.number("reduction_ratio", 1),
        s.flag("emb_layernorm", true),
        s.flag("net_layernorm", true),
        l2(s));
  }

  private static NetworkSpec finalNet(Settings s) {
    boolean two = s.word("block_type", "2B", Map.of("1B", false, "2B", true));
    MlpSpec first = block(s, "block1");
    MlpSpec second = block(s, "block2");
    boolean gate = s.flag("use_field_gate", false);
    return new FinalNet(
        dimension(s),
        first,
        two ? second : MlpSpec.of(),
        s.word("residual_type", "concat", Map.of("concat", true, "sum", false)),
        s.flag("use_feature_gating", gate),
        l2(s));
  }

  private static MlpSpec block(Settings s, String block) {
    return layers(
        s,
        s.integers(block + "_hidden_units", DEEP),
        block + "_hidden_activations",
        Collections.singletonList(null),
        block + "_dropout",
        s.flag("batch_norm", true));
  }

  private static MlpSpec dnn(Settings s, String units, String activations) {
    return hidden(s, units, activations, "net_dropout", "batch_norm");
  }

  private static MlpSpec hidden(
      Settings s, String units, String activations, String dropout, String norm) {
    return layers(
        s, s.integers(units, DEEP), activations, List.of("ReLU"), dropout, s.flag(norm, false));
  }

  private static MlpSpec hidden(
      Settings s, String units, List<Integer> otherwise, String activations, String dropout) {
    return layers(
        s,
        s.integers(units, otherwise),
        activations,
        List.of("ReLU"),
        dropout,
        s.flag("batch_norm", false));
  }

  private static MlpSpec layers(
      Settings s,
      List<Integer> units,
      String activations,
      List<String> otherwise,
      String dropout,
      boolean norm) {
    MlpSpec spec = MlpSpec.of(units.stream().mapToInt(i -> i).toArray());
    Activation[] each =
        s.texts(activations, otherwise).stream()
            .map(name -> activation(s, activations, name))
            .toArray(Activation[]::new);
    double[] rates =
        s.numbers(dropout, List.of(0.0)).stream().mapToDouble(Double::doubleValue).toArray();
    if (units.isEmpty()) {
      return spec;
    }
    return spec.activations(each).dropout(rates).batchNorm(norm);
  }

  /** {@code relu} and its like in any case; others by the class's name, as in FuxiCTR. */
  private static Activation activation(Settings s, String key, String name) {
    if (name == null) {
      return Activation.NONE;
    }
    if (name.equals("Identity")) {
      return Activation.NONE;
    }
    try {
      return Activation.named(name);
    } catch (ConfigException e) {
      throw new ConfigException(s.at(key) + e.getMessage());
    }
  }

  private static int dimension(Settings s) {
    return s.integer("embedding_dim", 10);
  }

  private static double l2(Settings s) {
    return FuxiTraining.regularizer(s, "embedding_regularizer").l2();
  }
}
