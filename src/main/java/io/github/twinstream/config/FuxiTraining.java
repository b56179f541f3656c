package io.github.twinstream.config;

import io.github.twinstream.train.Optimization;
import io.github.twinstream.train.Regularizer;
import io.github.twinstream.train.TrainOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FuxiCTR's training settings. */
public final class FuxiTraining {
  private static final Map<String, Boolean> LOSSES =
      Map.of("binary_crossentropy", true, "binary_cross_entropy", true, "bce", true);

  private static final Pattern PENALTY =
      Pattern.compile("\\s*(l1_l2|l1|l2)\\s*\\(\\s*([^,)]+?)\\s*(?:,\\s*([^)]+?)\\s*)?\\)\\s*");

  private static final List<String> WITHOUT_EFFECT =
      List.of(
          "model",
          "model_id",
          "model_root",
          "dataset_id",
          "num_workers",
          "workers",
          "verbose",
          "pickle_feature_encoder",
          "use_hdf5",
          "debug",
          "debug_mode",
          "data_block_size",
          "partition_block_size",
          "save_best_only",
          "metrics",
          "gpu",
          "version",
          "feature_specs",
          "feature_config",
          "ordered_features");

  private FuxiTraining() {}

  /**
   * The training options; those that are left out have FuxiCTR's defaults.
   *
   * @throws io.github.twinstream.error.ConfigException if a setting is not allowed, or is one that
   *     this library cannot follow; names file and line
   */
  public static TrainOptions options(Settings settings) {
    settings.ignore(WITHOUT_EFFECT);
    settings.word("task", "binary_classification", Map.of("binary_classification", true));
    settings.word("loss", "binary_crossentropy", LOSSES);
    Optimization optimizer =
        settings.word(
            "optimizer",
            "adam",
            Map.of(
                "adam", Optimization.ADAM,
                "adamw", Optimization.named("adamw"),
                "sgd", Optimization.sgd(0),
                "adagrad", Optimization.named("adagrad")));
    for (String key : List.of("eval_steps", "use_features", "every_x_epochs")) {
      Object value = settings.value(key, null);
      if (value != null && !value.equals(1)) {
        settings.warn(
            key,
            key.equals("use_features")
                ? "use_features is not followed: it breaks FinalMLP's widths in FuxiCTR; leave"
                    + " columns out with active: False"
                : key + " is not followed: the validation rows are scored once an epoch");
      }
    }
    TrainOptions options =
        TrainOptions.DEFAULT
            .epochs(settings.integer("epochs", 100))
            .batchSize(settings.integer("batch_size", 10_000))
            .learningRate(settings.number("learning_rate", 1e-3))
            .optimizer(optimizer)
            .shuffle(settings.flag("shuffle", true))
            .seed(settings.whole("seed", 2021))
            .maxGradientNorm(settings.number("max_gradient_norm", 10))
            .reduceRate(settings.flag("reduce_lr_on_plateau", true))
            .regularizers(
                regularizer(settings, "embedding_regularizer"),
                regularizer(settings, "net_regularizer"));
    String patience = settings.has("patience") ? "patience" : "early_stop_patience";
    return options.earlyStopping(monitor(settings), settings.integer(patience, 2));
  }

  private static Map<String, Double> monitor(Settings settings) {
    Object monitor = settings.value("monitor", "AUC");
    boolean min = settings.word("monitor_mode", "max", Map.of("max", false, "min", true));
    Map<String, Double> weights = new LinkedHashMap<>();
    if (monitor instanceof Map<?, ?> map) {
      map.forEach(
          (metric, weight) -> {
            Object value = weight instanceof Settings.Entry entry ? entry.value() : weight;
            if (!(value instanceof Number number)) {
              throw settings.wrong("monitor", value, "a name, or numbers by name");
            }
            weights.put(metric(settings, metric), number.doubleValue());
          });
    } else {
      weights.put(metric(settings, monitor), 1.0);
    }
    if (min) {
      weights.replaceAll((metric, weight) -> -weight);
    }
    return weights;
  }

  private static String metric(Settings settings, Object name) {
    return Map.of("auc", "AUC", "logloss", "logloss", "binary_crossentropy", "logloss")
        .entrySet()
        .stream()
        .filter(e -> e.getKey().equals(String.valueOf(name).toLowerCase(Locale.ROOT)))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> settings.wrong("monitor", name, "AUC or logloss"));
  }

  /**
   * The penalty of this key: a number with a point is an L2 factor, {@code l1(x)}, {@code l2(x)}
   * and {@code l1_l2(x,y)} say so themselves. As in FuxiCTR a whole number is no penalty at all,
   * and the settings get a warning that says so.
   */
  public static Regularizer regularizer(Settings settings, String key) {
    Object value = settings.value(key, null);
    if (value == null) {
      return Regularizer.NONE;
    }
    if (value instanceof Integer number) {
      if (number != 0) {
        settings.warn(
            key,
            key
                + " is the whole number "
                + number
                + ": FuxiCTR ignores it, and so does this run; write "
                + number
                + ".0 for an L2 factor");
      }
      return Regularizer.NONE;
    }
    if (value instanceof Number number) {
      return Regularizer.l2(number.doubleValue());
    }
    Matcher parts = PENALTY.matcher(value.toString());
    if (!parts.matches() || parts.group(1).equals("l1_l2") != (parts.group(3) != null)) {
      throw settings.wrong(key, value, "a number with a point, l1(x), l2(x) or l1_l2(x,y)");
    }
    try {
      double first = Double.parseDouble(parts.group(2));
      return switch (parts.group(1)) {
        case "l1" -> new Regularizer(first, 0);
        case "l2" -> Regularizer.l2(first);
        default -> new Regularizer(first, Double.parseDouble(parts.group(3)));
      };
    } catch (NumberFormatException e) {
      throw settings.wrong(key, value, "a number with a point, l1(x), l2(x) or l1_l2(x,y)");
    }
  }
}
