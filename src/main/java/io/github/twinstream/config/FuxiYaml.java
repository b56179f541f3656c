package io.github.twinstream.config;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.feature.Padding;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Scaling;
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
import io.github.twinstream.train.Loss;
import io.github.twinstream.train.Optimization;
import io.github.twinstream.train.Regularizer;
import io.github.twinstream.train.Schedule;
import io.github.twinstream.train.TrainOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes an experiment as FuxiCTR's two files, which {@link FuxiConfig#read} reads back equal. */
public final class FuxiYaml {
  private FuxiYaml() {}

  /** The dataset file. */
  public static String dataset(FuxiConfig config) {
    FuxiData data = config.data();
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("data_format", "csv");
    block.put("train_data", data.train());
    block.put("valid_data", data.valid());
    put(block, "test_data", data.test(), null);
    block.put("min_categr_count", data.minCount());
    List<Object> columns = new ArrayList<>();
    data.fields().forEach(field -> columns.add(column(field, data.minCount())));
    block.put("feature_cols", columns);
    Map<String, Object> label = new LinkedHashMap<>();
    label.put("name", data.label());
    label.put("dtype", "float");
    block.put("label_col", label);
    return text(Map.of(data.id(), block));
  }

  /**
   * The model file.
   *
   * @throws ConfigException if FuxiCTR has no such network
   */
  public static String model(FuxiConfig config) {
    Map<String, Object> block = new LinkedHashMap<>();
    TrainOptions options = config.options();
    block.put("dataset_id", config.data().id());
    block.putAll(network(config.network()));
    config.streams().forEach(block::put);
    block.put("optimizer", optimizer(options));
    block.put("loss", "binary_crossentropy");
    block.put("task", "binary_classification");
    block.put("metrics", List.of("AUC", "logloss"));
    put(block, "group_id", config.data().group(), null);
    block.put("learning_rate", options.learningRate());
    put(block, "embedding_regularizer", penalty(options.embeddingRegularizer()), null);
    put(block, "net_regularizer", penalty(options.netRegularizer()), null);
    put(block, "max_gradient_norm", options.maxGradientNorm(), 10.0);
    block.put("batch_size", options.batchSize());
    block.put("epochs", options.epochs());
    block.put("shuffle", options.shuffle());
    block.put("seed", options.seed());
    block.put("monitor", new LinkedHashMap<>(options.monitor()));
    block.put("monitor_mode", "max");
    put(block, "reduce_lr_on_plateau", options.reduceRate(), true);
    block.put("early_stop_patience", options.patience());
    return text(Map.of(config.experiment(), block));
  }

  private static String optimizer(TrainOptions options) {
    Optimization given = options.optimizer();
    String name = given.rule().name().toLowerCase(Locale.ROOT).replace("_", "");
    boolean same =
        given.rule() != Optimization.Rule.LAZY_ADAM
            && given.equals(
                given.rule() == Optimization.Rule.SGD
                    ? Optimization.sgd(0)
                    : Optimization.named(name));
    if (!same
        || options.loss() != Loss.CROSS_ENTROPY
        || !options.schedule().equals(Schedule.CONSTANT)) {
      throw new ConfigException(
          "FuxiCTR's files cannot say "
              + given
              + " with loss "
              + options.loss()
              + " and "
              + options.schedule()
              + ": keep the options with save(...) instead");
    }
    return name;
  }

  private static String text(Map<String, ?> blocks) {
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.AUTO).setWidth(100).build();
    return new Dump(settings).dumpToString(blocks);
  }

  private static Map<String, Object> column(FuxiField field, int minCount) {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("name", field.name());
    column.put("active", true);
    column.put("dtype", field.text() ? "str" : "float");
    column.put("type", field.kind().name().toLowerCase(Locale.ROOT));
    put(column, "fill_na", field.fill(), null);
    put(column, "min_categr_count", field.minCount(), minCount);
    if (field.scaling() != Scaling.NONE) {
      column.put(
          "normalizer", field.scaling() == Scaling.STANDARD ? "StandardScaler" : "MinMaxScaler");
    }
    if (field.buckets() > 0) {
      column.put("category_processor", "quantile_bucket");
      column.put("num_buckets", field.buckets());
    }
    if (field.kind() == FuxiField.Kind.SEQUENCE) {
      column.put("splitter", field.splitter());
      column.put("max_len", field.maxLength());
      column.put("padding", field.padding() == Padding.PRE ? "pre" : "post");
      column.put(
          "feature_encoder",
          field.pooling() == Pooling.SUM
              ? "layers.MaskedSumPooling()"
              : "layers.MaskedAveragePooling()");
      put(column, "share_embedding", field.sharedWith(), "");
    }
    return column;
  }

  private static void put(Map<String, Object> block, String key, Object value, Object otherwise) {
    if (value != null && !value.equals(otherwise)) {
      block.put(key, value);
    }
  }

  private static Object penalty(Regularizer regularizer) {
    if (regularizer.l1() == 0) {
      return regularizer.l2() == 0 ? null : regularizer.l2();
    }
    return regularizer.l2() == 0
        ? "l1(" + regularizer.l1() + ")"
        : "l1_l2(" + regularizer.l1() + "," + regularizer.l2() + ")";
  }

  /** FuxiCTR's settings of a network. */
  static Map<String, Object> network(NetworkSpec spec) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("model", spec.name());
    if (spec instanceof FinalMlp n) {
      block.put("embedding_dim", n.embeddingDim());
      streams(block, n.mlp1(), n.mlp2());
      block.put("use_fs", n.gates());
      block.put("fs_hidden_units", units(n.gateHidden()));
      block.put("num_heads", n.heads());
    } else if (spec instanceof DualMlp n) {
      block.put("embedding_dim", n.embeddingDim());
      streams(block, n.mlp1(), n.mlp2());
    } else if (spec instanceof Dlrm n) {
      block.put("embedding_dim", n.embeddingDim());
      layers(block, "bottom_mlp_units", "bottom_mlp_activations", "bottom_mlp_dropout", n.bottom());
      layers(block, "top_mlp_units", "top_mlp_activations", "top_mlp_dropout", n.top());
      block.put("batch_norm", norm(n.top()));
      block.put("interaction_op", n.interaction().name().toLowerCase(Locale.ROOT));
    } else if (spec instanceof AutoInt n) {
      autoInt(block, n);
    } else if (spec instanceof XDeepFm n) {
      block.put("embedding_dim", n.embeddingDim());
      block.put("cin_hidden_units", n.cin());
      dnn(block, "dnn_hidden_units", "dnn_activations", n.dnn());
    } else if (spec instanceof DeepFm n) {
      block.put("embedding_dim", n.embeddingDim());
      dnn(block, "hidden_units", "hidden_activations", n.dnn());
    } else if (spec instanceof WideDeep n) {
      block.put("embedding_dim", n.embeddingDim());
      dnn(block, "hidden_units", "hidden_activations", n.dnn());
    } else if (spec instanceof DcnV2 n) {
      dcnV2(block, n);
    } else if (spec instanceof MaskNet n) {
      maskNet(block, n);
    } else if (spec instanceof FinalNet n) {
      finalNet(block, n);
    } else if (spec instanceof Fm n) {
      block.put("embedding_dim", n.embeddingDim());
    } else if (!(spec instanceof Lr)) {
      throw new ConfigException(
          spec.name() + " has no FuxiCTR settings: keep it with save(...) instead");
    }
    return block;
  }

  private static void streams(Map<String, Object> block, MlpSpec first, MlpSpec second) {
    layers(block, "mlp1_hidden_units", "mlp1_hidden_activations", "mlp1_dropout", first);
    block.put("mlp1_batch_norm", norm(first));
    layers(block, "mlp2_hidden_units", "mlp2_hidden_activations", "mlp2_dropout", second);
    block.put("mlp2_batch_norm", norm(second));
  }

  private static void autoInt(Map<String, Object> block, AutoInt n) {
    block.put("embedding_dim", n.embeddingDim());
    block.put("attention_layers", n.layers());
    block.put("attention_dim", n.attentionDim());
    block.put("num_heads", n.heads());
    block.put("use_residual", n.residual());
    block.put("use_scale", n.scale());
    block.put("layer_norm", n.layerNorm());
    block.put("use_wide", n.wide());
    dnn(block, "dnn_hidden_units", "dnn_activations", n.dnn());
    block.put("net_dropout", n.attentionDropout());
  }

  private static void dcnV2(Map<String, Object> block, DcnV2 n) {
    block.put("embedding_dim", n.embeddingDim());
    block.put("model_structure", n.structure().name().toLowerCase(Locale.ROOT));
    block.put("num_cross_layers", n.crossLayers());
    block.put("use_low_rank_mixture", n.experts() > 0);
    if (n.experts() > 0) {
      block.put("num_experts", n.experts());
    }
    block.put("low_rank", n.rank());
    dnn(block, "stacked_dnn_hidden_units", "dnn_activations", n.stacked());
    dnn(block, "parallel_dnn_hidden_units", "dnn_activations", n.parallel());
  }

  private static void maskNet(Map<String, Object> block, MaskNet n) {
    block.put("embedding_dim", n.embeddingDim());
    block.put("model_type", n.blocks() == 0 ? "SerialMaskNet" : "ParallelMaskNet");
    layers(block, "dnn_hidden_units", "dnn_hidden_activations", "net_dropout", n.hidden());
    if (n.blocks() > 0) {
      block.put("parallel_num_blocks", n.blocks());
    }
    block.put("parallel_block_dim", n.block().units());
    block.put("reduction_ratio", n.reduction());
    block.put("emb_layernorm", n.embeddingNorm());
    block.put("net_layernorm", n.blockNorm());
  }

  private static void finalNet(Map<String, Object> block, FinalNet n) {
    boolean two = !n.block2().layers().isEmpty();
    block.put("embedding_dim", n.embeddingDim());
    block.put("block_type", two ? "2B" : "1B");
    layers(block, "block1_hidden_units", "block1_hidden_activations", "block1_dropout", n.block1());
    if (two) {
      layers(
          block, "block2_hidden_units", "block2_hidden_activations", "block2_dropout", n.block2());
    }
    block.put("batch_norm", norm(n.block1()));
    block.put("residual_type", n.joined() ? "concat" : "sum");
    block.put("use_feature_gating", n.fieldGate());
  }

  private static void dnn(
      Map<String, Object> block, String units, String activations, MlpSpec spec) {
    layers(block, units, activations, "net_dropout", spec);
    if (!spec.layers().isEmpty()) {
      block.put("batch_norm", norm(spec));
    }
  }

  private static void layers(
      Map<String, Object> block, String units, String activations, String dropout, MlpSpec spec) {
    block.put(units, units(spec));
    if (spec.layers().isEmpty()) {
      return;
    }
    block.put(activations, one(spec, hidden -> name(hidden.activation())));
    block.put(dropout, one(spec, MlpSpec.Hidden::dropout));
  }

  private static List<Integer> units(MlpSpec spec) {
    return spec.layers().stream().map(MlpSpec.Hidden::units).toList();
  }

  private static boolean norm(MlpSpec spec) {
    return spec.layers().stream().anyMatch(MlpSpec.Hidden::batchNorm);
  }

  /** One value if all layers have the same, else a list. */
  private static Object one(MlpSpec spec, Function<MlpSpec.Hidden, Object> option) {
    List<Object> each = new ArrayList<>();
    spec.layers().forEach(hidden -> each.add(option.apply(hidden)));
    return each.stream().distinct().count() == 1 ? each.get(0) : each;
  }

  private static String name(Activation activation) {
    return switch (activation) {
      case NONE -> null;
      case LEAKY_RELU -> "LeakyReLU";
      case ELU -> "ELU";
      case SELU -> "SELU";
      case GELU -> "GELU";
      case SILU -> "SiLU";
      case MISH -> "Mish";
      case SOFTPLUS -> "Softplus";
      case SOFTSIGN -> "Softsign";
      case RELU6 -> "ReLU6";
      case RELU -> "ReLU";
      default -> activation.name().toLowerCase(Locale.ROOT);
    };
  }
}
