package io.github.twinstream.config;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.feature.Padding;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Scaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code feature_cols}: a list of names with the same options is several columns. */
final class FuxiFields {
  private static final List<String> WITHOUT_EFFECT =
      List.of("source", "oov_idx", "padding_idx", "vocab_size", "emb_output_dim");
  private static final List<String> REFUSED =
      List.of("pretrained_emb", "pretrain_dim", "freeze_emb", "pretrain_usage", "remap");

  private final String file;
  private final int minCount;
  private final List<String> warnings;
  private final List<FuxiField> fields = new ArrayList<>();

  private FuxiFields(String file, int minCount, List<String> warnings) {
    this.file = file;
    this.minCount = minCount;
    this.warnings = warnings;
  }

  /**
   * The active columns in their order.
   *
   * @param columns the blocks of {@code feature_cols}
   * @param minCount the file's {@code min_categr_count}
   * @param warnings is added to
   */
  static List<FuxiField> read(YamlFile yaml, List<?> columns, int minCount, List<String> warnings) {
    FuxiFields reader = new FuxiFields(yaml.name(), minCount, warnings);
    for (Object column : columns) {
      if (!(column instanceof Map<?, ?>)) {
        throw new ConfigException(
            yaml.name() + ": feature_cols holds " + column + ": each entry must be a block");
      }
      reader.add(
          new Settings(
              yaml.name(), yaml.block(new Settings.Entry(column, 0), "an entry of feature_cols")));
    }
    return List.copyOf(reader.fields);
  }

  private void add(Settings column) {
    column.ignore(WITHOUT_EFFECT);
    List<String> names = column.texts("name", List.of());
    if (names.isEmpty()) {
      throw new ConfigException(file + ": an entry of feature_cols has no name");
    }
    boolean active = column.flag("active", true);
    FuxiField.Kind kind =
        column.word(
            "type",
            "none",
            Map.of(
                "numeric", FuxiField.Kind.NUMERIC,
                "categorical", FuxiField.Kind.CATEGORICAL,
                "sequence", FuxiField.Kind.SEQUENCE,
                "meta", FuxiField.Kind.META));
    String dtype = column.text("dtype", kind == FuxiField.Kind.NUMERIC ? "float" : "str");
    for (String key : REFUSED) {
      if (column.has(key) && !(key.equals("remap") && column.flag(key, true))) {
        throw new ConfigException(
            column.at(key) + key + " is not read here: leave it out, or train with FuxiCTR itself");
      }
    }
    if (column.has("embedding_dim")) {
      column.warn(
          "embedding_dim",
          "a column's own embedding_dim is not used (FinalMLP breaks on it in FuxiCTR)");
    }
    FuxiField field =
        new FuxiField(
            names.get(0),
            kind,
            dtype.equals("str"),
            column.text("fill_na", null),
            scaling(column),
            column.integer("min_categr_count", minCount),
            buckets(column),
            splitter(column, kind),
            column.integer("max_len", 0),
            column.word("padding", "post", Map.of("post", Padding.POST, "pre", Padding.PRE)),
            pooling(column),
            column.text("share_embedding", ""));
    warnings.addAll(column.warnings());
    for (String name : active ? names : List.<String>of()) {
      fields.add(named(name, field));
    }
  }

  private static FuxiField named(String name, FuxiField f) {
    return new FuxiField(
        name,
        f.kind(),
        f.text(),
        f.fill(),
        f.scaling(),
        f.minCount(),
        f.buckets(),
        f.splitter(),
        f.maxLength(),
        f.padding(),
        f.pooling(),
        f.sharedWith());
  }

  private static Scaling scaling(Settings column) {
    if (!column.has("normalizer")) {
      return Scaling.NONE;
    }
    column.warn(
        "normalizer",
        "FuxiCTR 2.0.1 stops on any normalizer; later versions scale as is done here");
    return column.word(
        "normalizer",
        "",
        Map.of("StandardScaler", Scaling.STANDARD, "MinMaxScaler", Scaling.MIN_MAX));
  }

  private static int buckets(Settings column) {
    if (!column.has("category_processor")) {
      return 0;
    }
    String how = column.text("category_processor", "");
    if (!how.equals("quantile_bucket")) {
      throw new ConfigException(
          column.at("category_processor")
              + "category_processor is "
              + how
              + ": it must be quantile_bucket; FuxiCTR names hash_bucket but stops when it encodes"
              + " with it");
    }
    column.warn(
        "category_processor",
        "FuxiCTR fits quantile_bucket but leaves the raw values; here the buckets are used");
    return column.integer("num_buckets", 10);
  }

  private static String splitter(Settings column, FuxiField.Kind kind) {
    if (kind == FuxiField.Kind.SEQUENCE && !column.has("splitter")) {
      column.warn(
          "name",
          "no splitter: '^' is used, as in FuxiCTR 2.3; 2.0.1 takes each cell as one token");
    }
    return column.text("splitter", "^");
  }

  private static Pooling pooling(Settings column) {
    String encoder = column.text("feature_encoder", "layers.MaskedAveragePooling()");
    if (encoder.contains("MaskedAveragePooling")) {
      return Pooling.MEAN;
    }
    if (encoder.contains("MaskedSumPooling")) {
      return Pooling.SUM;
    }
    throw column.wrong(
        "feature_encoder", encoder, "layers.MaskedAveragePooling() or layers.MaskedSumPooling()");
  }
}
