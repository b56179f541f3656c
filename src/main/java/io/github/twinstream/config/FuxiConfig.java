package io.github.twinstream.config;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.FeaturePlan;
import io.github.twinstream.feature.FieldOptions;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.train.TrainOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An experiment of FuxiCTR's two configuration files.
 *
 * @param experiment its id in the model file
 * @param data the dataset
 * @param network the model's settings
 * @param options how it is trained
 * @param streams the columns of each gate's context, by the stream's name
 * @param warnings what the files say that FuxiCTR or this library does not do, with file and line
 */
public record FuxiConfig(
    String experiment,
    FuxiData data,
    NetworkSpec network,
    TrainOptions options,
    Map<String, List<String>> streams,
    List<String> warnings) {

  /** Copies the collections. */
  public FuxiConfig {
    streams = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads both files.
   *
   * @param datasetFile such as {@code dataset_config.yaml}
   * @param modelFile such as {@code model_config.yaml}; its block {@code Base} is under every
   *     experiment
   * @param experiment a key of the model file
   * @throws io.github.twinstream.error.DataException if a file cannot be read
   * @throws ConfigException if something is not allowed or missing; names file and line
   */
  public static FuxiConfig read(Path datasetFile, Path modelFile, String experiment) {
    return read(YamlFile.read(datasetFile), YamlFile.read(modelFile), experiment);
  }

  static FuxiConfig read(YamlFile datasets, YamlFile models, String experiment) {
    require(models, "experiment", experiment);
    Settings settings = models.block(experiment).over(models.block("Base"));
    String model = settings.text("model", null);
    if (model == null) {
      throw new ConfigException(
          settings.at("model") + "experiment " + Messages.quote(experiment) + " names no model");
    }
    String dataset = settings.text("dataset_id", null);
    if (dataset == null) {
      throw new ConfigException(
          settings.at("model") + "experiment " + Messages.quote(experiment) + " has no dataset_id");
    }
    require(datasets, "dataset", dataset);
    List<String> warnings = new ArrayList<>(datasets.warnings());
    warnings.addAll(models.warnings());
    FuxiData data = FuxiData.read(datasets, dataset, settings.text("group_id", null), warnings);
    NetworkSpec network = FuxiModel.read(model, settings);
    TrainOptions options = FuxiTraining.options(settings);
    Map<String, List<String>> streams = streams(settings, data);
    warnings.addAll(settings.warnings());
    return new FuxiConfig(
        experiment,
        data,
        network,
        options,
        streams,
        new ArrayList<>(new LinkedHashSet<>(warnings)));
  }

  private static void require(YamlFile file, String kind, String name) {
    if (!file.keys().contains(name)) {
      Set<String> there = new LinkedHashSet<>(file.keys());
      there.remove("Base");
      throw new ConfigException(file.name() + ": " + Messages.unknown(kind, name, there));
    }
  }

  private static Map<String, List<String>> streams(Settings settings, FuxiData data) {
    Map<String, List<String>> streams = new LinkedHashMap<>();
    List<String> names = data.fields().stream().map(FuxiField::name).toList();
    for (String key : List.of("fs1_context", "fs2_context")) {
      List<String> columns = settings.texts(key, List.of());
      for (String column : columns) {
        if (!names.contains(column)) {
          throw new ConfigException(
              settings.at(key) + key + ": " + Messages.unknown("column", column, names));
        }
      }
      streams.put(key, columns);
    }
    return streams.values().stream().allMatch(List::isEmpty) ? Map.of() : streams;
  }

  /** The fields and streams as a plan. */
  public FeaturePlan plan() {
    FeaturePlan plan = new FeaturePlan();
    for (FuxiField field : data.fields()) {
      switch (field.kind()) {
        case NUMERIC ->
            plan.numeric(field.name(), o -> o.scale(field.scaling()).fill(number(field)));
        case CATEGORICAL -> {
          if (field.buckets() > 0) {
            plan.buckets(field.name(), field.buckets());
          } else {
            plan.categorical(field.name(), o -> tokens(o, field));
          }
        }
        case SEQUENCE ->
            plan.sequence(
                field.name(),
                field.splitter(),
                o ->
                    tokens(o, field)
                        .maxLength(field.maxLength())
                        .padding(field.padding())
                        .pooling(field.pooling())
                        .sharedWith(field.sharedWith()));
        default -> {
          // a meta column is read for grouping alone
        }
      }
    }
    streams.forEach((name, columns) -> plan.stream(name, columns.toArray(String[]::new)));
    return plan;
  }

  private static FieldOptions tokens(FieldOptions options, FuxiField field) {
    return options.minCount(field.minCount()).missing(field.fill() == null ? "" : field.fill());
  }

  private static double number(FuxiField field) {
    if (field.fill() == null) {
      return 0;
    }
    try {
      return Double.parseDouble(field.fill());
    } catch (NumberFormatException e) {
      throw new ConfigException(
          "column "
              + Messages.quote(field.name())
              + ": "
              + Messages.outOfRange("fill_na", field.fill(), "a number, since the column is one"));
    }
  }
}
