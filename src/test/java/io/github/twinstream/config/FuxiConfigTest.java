package io.github.twinstream.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.feature.FieldPlan;
import io.github.twinstream.feature.Padding;
import io.github.twinstream.feature.Pooling;
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
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.WideDeep;
import io.github.twinstream.model.XDeepFm;
import io.github.twinstream.train.Regularizer;
import io.github.twinstream.train.TrainOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FuxiConfigTest {
  private static final String DATASET =
      """
      books:
        train_data: train.csv
        valid_data: valid.csv
        min_categr_count: 2
        feature_cols:
          - {name: [age, year], dtype: float, type: numeric}
          - {name: author, dtype: str, type: categorical, fill_na: unknown}
          - {name: read, dtype: str, type: sequence, splitter: "|", max_len: 5, padding: pre,
             share_embedding: author, feature_encoder: layers.MaskedSumPooling()}
        label_col: {name: label, dtype: float}
      """;

  private static FuxiConfig read(String dataset, String model) {
    return FuxiConfig.read(
        YamlFile.of("dataset.yaml", dataset), YamlFile.of("model.yaml", model), "run");
  }

  private static FuxiConfig model(String... lines) {
    return read(DATASET, "run:\n  model: FinalMLP\n  dataset_id: books\n" + indented(lines));
  }

  private static String indented(String... lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append("  ").append(line).append('\n');
    }
    return text.toString();
  }

  @Test
  void the_articles_files_are_the_articles_preset() {
    Path folder = Path.of("src/test/resources/fuxictr");
    FuxiConfig config =
        FuxiConfig.read(
            folder.resolve("dataset_config.yaml"),
            folder.resolve("model_config.yaml"),
            "FinalMLP_bookcrossing");
    assertEquals(FinalMlp.preset("article"), config.network());
    assertEquals(
        TrainOptions.DEFAULT.regularizers(Regularizer.l2(0.01), Regularizer.NONE),
        config.options());
    assertEquals(93, config.data().fields().size());
    assertEquals(List.of("Age", "state", "country"), config.streams().get("fs1_context"));
    assertEquals(90, config.streams().get("fs2_context").size());
    assertEquals(List.of(), config.warnings());
  }

  @Test
  void columns_become_fields_in_their_order_with_their_options() {
    List<FieldPlan> fields = model().plan().fields();
    assertEquals(List.of("age", "year", "author", "read"), names(fields));
    FieldPlan.Sequence read = (FieldPlan.Sequence) fields.get(3);
    assertEquals("|", read.separator());
    assertEquals(5, read.maxLength());
    assertEquals(Padding.PRE, read.padding());
    assertEquals(Pooling.SUM, read.pooling());
    assertEquals("author", read.sharedWith());
    FieldPlan.Categorical author = (FieldPlan.Categorical) fields.get(2);
    assertEquals(new FieldPlan.TokenOptions(2, "unknown", true), author.tokens());
  }

  private static List<String> names(List<FieldPlan> fields) {
    return fields.stream().map(FieldPlan::column).toList();
  }

  @Test
  void a_whole_number_as_regulariser_is_ignored_as_in_fuxictr_and_the_user_is_told() {
    FuxiConfig config = model("embedding_regularizer: 1");
    assertEquals(Regularizer.NONE, config.options().embeddingRegularizer());
    assertEquals(
        List.of(
            "model.yaml:4: embedding_regularizer is the whole number 1: FuxiCTR ignores it, and so"
                + " does this run; write 1.0 for an L2 factor"),
        config.warnings());
  }

  @Test
  void a_number_that_pyyaml_takes_as_text_is_read_as_meant_and_the_user_is_told() {
    FuxiConfig config = model("embedding_regularizer: 1e-5", "learning_rate: 1.e-3");
    assertEquals(1e-5, config.options().embeddingRegularizer().l2());
    assertEquals(1e-3, config.options().learningRate());
    assertEquals(
        List.of(
            "model.yaml:4: embedding_regularizer is 1e-5, which PyYAML, and so FuxiCTR, takes as"
                + " text; it is read as a number here, write 1.e-5 to be understood by both"),
        config.warnings());
  }

  @Test
  void penalties_are_read_in_words() {
    FuxiConfig config =
        model("embedding_regularizer: l1_l2(0.1, 0.2)", "net_regularizer: l1(1.e-4)");
    assertEquals(new Regularizer(0.1, 0.2), config.options().embeddingRegularizer());
    assertEquals(new Regularizer(1e-4, 0), config.options().netRegularizer());
    ConfigException error =
        assertThrows(ConfigException.class, () -> model("net_regularizer: l3(0.1)"));
    assertEquals(
        "model.yaml:4: net_regularizer is l3(0.1): it must be a number with a point, l1(x), l2(x)"
            + " or l1_l2(x,y)",
        error.getMessage());
  }

  @Test
  void a_key_that_nobody_knows_is_named_with_its_line() {
    assertEquals(
        List.of("model.yaml:4: 'mlp1_hiden_units' is not known here and changes nothing"),
        model("mlp1_hiden_units: [400]").warnings());
  }

  @Test
  void settings_of_base_stand_under_every_experiment() {
    FuxiConfig config =
        read(
            DATASET,
            """
            Base:
              early_stop_patience: 7
              batch_size: 100
            run:
              model: LR
              dataset_id: books
              batch_size: 200
            """);
    assertEquals(7, config.options().patience());
    assertEquals(200, config.options().batchSize());
  }

  @Test
  void a_weighted_monitor_and_one_to_fall() {
    assertEquals(
        Map.of("AUC", 1.0, "logloss", -1.0),
        model("monitor: {'AUC': 1, 'logloss': -1}").options().monitor());
    assertEquals(
        Map.of("logloss", -1.0),
        model("monitor: logloss", "monitor_mode: min").options().monitor());
  }

  @Test
  void mistakes_are_named_with_file_line_and_the_nearest() {
    mistake("model.yaml:4: no column 'agee'", "fs1_context: [agee]");
    mistake("model.yaml:4: batch_size is many: it must be a whole number", "batch_size: many");
    mistake("model.yaml:4: no activation 'reluu'", "mlp1_hidden_activations: reluu");
    mistake("model.yaml:4: no task 'regression'", "task: regression");
    mistake("model.yaml:2: heads is 7", "num_heads: 7");
    ConfigException unknown =
        assertThrows(
            ConfigException.class,
            () -> read(DATASET, "run:\n  model: FinalMLq\n  dataset_id: books\n"));
    assertTrue(unknown.getMessage().endsWith("did you mean 'FinalMLP'?"), unknown.getMessage());
    ConfigException dataset =
        assertThrows(
            ConfigException.class, () -> read(DATASET, "run:\n  model: LR\n  dataset_id: book\n"));
    assertEquals(
        "dataset.yaml: no dataset 'book': there are 'books'; did you mean 'books'?",
        dataset.getMessage());
    ConfigException broken =
        assertThrows(ConfigException.class, () -> read("a: [1\nb: 2\n", "run: {}\n"));
    assertTrue(broken.getMessage().startsWith("dataset.yaml:2: no YAML:"), broken.getMessage());
  }

  private static void mistake(String beginning, String line) {
    ConfigException error = assertThrows(ConfigException.class, () -> model(line));
    String message = error.getMessage().replace("fs1_context: ", "");
    assertTrue(message.startsWith(beginning), error.getMessage());
  }

  @Test
  void what_fuxictr_only_names_is_met_with_a_word() {
    String bucketed =
        DATASET.replace(
            "fill_na: unknown}", "fill_na: unknown, category_processor: quantile_bucket}");
    assertTrue(
        read(bucketed, "run: {model: LR, dataset_id: books}\n").warnings().stream()
            .anyMatch(w -> w.contains("leaves the raw values")));
    String hashed = bucketed.replace("quantile_bucket", "hash_bucket");
    ConfigException error =
        assertThrows(
            ConfigException.class, () -> read(hashed, "run: {model: LR, dataset_id: books}\n"));
    assertTrue(
        error.getMessage().contains("category_processor is hash_bucket"), error.getMessage());
  }

  static List<NetworkSpec> networks() {
    return List.of(
        FinalMlp.preset("criteo_x4_001"),
        DualMlp.DEFAULT,
        Dlrm.preset("criteo_x1"),
        AutoInt.preset("avazu_x1"),
        XDeepFm.preset("frappe_x1"),
        DeepFm.preset("avazu_x1"),
        DcnV2.DEFAULT
            .structure(DcnV2.Structure.STACKED_PARALLEL)
            .mixture(3, 5)
            .perceptrons(
                DcnV2.DEFAULT.parallel().activations(Activation.GELU),
                DcnV2.DEFAULT.parallel().activations(Activation.GELU)),
        MaskNet.preset("frappe_x1"),
        FinalNet.preset("avazu_x1"),
        WideDeep.DEFAULT,
        new Fm(6, 0.01),
        new Lr(0.01));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void what_is_written_is_read_back_equal(NetworkSpec network) {
    FuxiConfig given = model("fs1_context: [age]", "batch_size: 100", "monitor: logloss");
    FuxiConfig config =
        new FuxiConfig(
            "run",
            given.data(),
            network,
            given
                .options()
                .regularizers(Regularizer.l2(network.embeddingRegularizer()), new Regularizer(1, 2))
                .epochs(3),
            given.streams(),
            List.of());
    FuxiConfig again = read(FuxiYaml.dataset(config), FuxiYaml.model(config));
    assertEquals(config.network(), again.network());
    assertEquals(config.options(), again.options());
    assertEquals(config.data(), again.data());
    assertEquals(
        config.streams().get("fs1_context"), List.of("age"), "the contexts are written too");
    assertEquals(List.of(), again.warnings().stream().filter(w -> !w.contains("fs")).toList());
  }
}
