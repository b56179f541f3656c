package io.github.twinstream.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.model.DualMlp;
import io.github.twinstream.model.MlpSpec;
import io.github.twinstream.model.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses, schedules, optimisers and the search for settings, on rows with a planted taste. */
class RecipesTest {
  private static final Schema SCHEMA =
      Schema.of(List.of(Field.categorical("item", 9), Field.numeric("price", "price")), Map.of());
  private static final DualMlp NETWORK =
      DualMlp.DEFAULT.embeddingDim(4).streams(MlpSpec.of(8), MlpSpec.of(4));
  private static final TrainOptions OPTIONS =
      TrainOptions.DEFAULT
          .epochs(8)
          .batchSize(64)
          .learningRate(0.02)
          .earlyStopping("AUC", 8)
          .reduceRate(false);

  @TempDir Path folder;

  /** Users of five rows each, who like even items. */
  private static EncodedRows rows(int count, long seed, boolean grouped) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] ids = new int[count];
    float[] prices = new float[count];
    float[] labels = new float[count];
    for (int row = 0; row < count; row++) {
      ids[row] = 1 + random.nextInt(7);
      prices[row] = (float) random.nextDouble();
      labels[row] = random.nextDouble() < (ids[row] % 2 == 0 ? 0.85 : 0.15) ? 1 : 0;
    }
    int[] groups = grouped ? IntStream.range(0, count).map(row -> row / 5).toArray() : new int[0];
    return new EncodedRows(
        SCHEMA, count, ids, prices, labels, new double[0], groups, new String[0]);
  }

  private static double auc(TrainOptions options) {
    Trained trained = Trainer.train(NETWORK, options, rows(600, 1, true), rows(300, 2, true));
    try (Parameters parameters = trained.network().parameters()) {
      assertTrue(parameters.count() > 0);
      return trained.best().valid().get("AUC");
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void every_loss_learns_the_taste(Loss loss) {
    double auc = auc(OPTIONS.loss(loss));
    assertTrue(auc > 0.8, loss + " gives " + auc);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adamw", "adagrad", "lazyadam", "sgd"})
  void every_rule_learns_the_taste(String rule) {
    double auc = auc(OPTIONS.optimizer(rule).learningRate(rule.equals("sgd") ? 0.1 : 0.05));
    assertTrue(auc > 0.8, rule + " gives " + auc);
  }

  @Test
  void a_schedule_changes_the_numbers_and_still_learns() {
    double plain = auc(OPTIONS);
    double planned = auc(OPTIONS.schedule(Schedule.cosineDecay().after(5)));
    assertTrue(planned > 0.8, "AUC " + planned);
    assertNotEquals(plain, planned);
  }

  @Test
  void a_loss_that_compares_asks_for_groups() {
    EncodedRows rows = rows(50, 1, false);
    DataException error =
        assertThrows(
            DataException.class, () -> Trainer.train(NETWORK, OPTIONS.loss("bpr"), rows, rows));
    assertEquals(
        "loss BPR compares rows of the same group, but the training rows have no groups: split them"
            + " with byGroup(\"User-ID\"), or take the loss CROSS_ENTROPY",
        error.getMessage());
  }

  @Test
  void rows_of_a_group_stand_together_in_the_order_of_their_first() {
    EncodedRows rows = rows(15, 1, true);
    assertArrayEquals(
        new int[] {11, 10, 2, 4, 7}, Trainer.together(new int[] {11, 2, 10, 7, 4}, rows));
  }

  @Test
  void a_grid_tries_every_combination_and_finds_the_best() {
    TuningResult<DualMlp> result =
        new Tuning<>(NETWORK, OPTIONS.epochs(3))
            .options("rate", TrainOptions::learningRate, 1e-6, 0.02)
            .network("d", DualMlp::embeddingDim, 2, 4)
            .grid()
            .run(rows(300, 1, true), rows(200, 2, true));
    assertEquals(4, result.trials().size());
    assertEquals(0.02, result.options().learningRate());
    assertTrue(result.best().auc() > 0.8, "AUC " + result.best().auc());
    assertTrue(result.toString().contains("rate 0.02, d " + result.network().embeddingDim()));
  }

  @Test
  void halving_gives_the_better_half_more_epochs() {
    TuningResult<DualMlp> result =
        new Tuning<>(NETWORK, OPTIONS.epochs(4))
            .options("rate", TrainOptions::learningRate, 1e-6, 1e-5, 1e-4, 0.02)
            .halving(4, 1)
            .run(rows(300, 1, true), rows(200, 2, true));
    assertEquals(
        List.of(1, 1, 1, 1, 2, 2, 4), result.trials().stream().map(Trial::epochs).toList());
    assertEquals(0.02, result.options().learningRate());
  }

  @Test
  void a_search_that_is_kept_goes_on_where_it_ended() throws IOException {
    Path file = folder.resolve("tuning.json");
    EncodedRows train = rows(200, 1, true);
    Tuning<DualMlp> search =
        new Tuning<>(NETWORK, OPTIONS.epochs(1))
            .options("rate", TrainOptions::learningRate, 0.01, 0.02)
            .keep(file.toString());
    TuningResult<DualMlp> first = search.run(train, train);
    String kept = Files.readString(file);
    TuningResult<DualMlp> again = search.run(train, train);
    assertEquals(first.trials(), again.trials());
    assertEquals(kept, Files.readString(file));
    DataException other =
        assertThrows(
            DataException.class,
            () ->
                new Tuning<>(NETWORK.embeddingDim(6), OPTIONS)
                    .options("rate", TrainOptions::learningRate, 0.01)
                    .keep(file.toString())
                    .run(train, train));
    assertTrue(other.getMessage().contains("search around other settings"), other.getMessage());
  }

  @Test
  void each_trial_keeps_checkpoints_of_its_own_and_a_search_goes_on_from_them() throws IOException {
    EncodedRows train = rows(200, 1, true);
    Tuning<DualMlp> search =
        new Tuning<>(NETWORK, OPTIONS.epochs(2).checkpoints(folder.toString()))
            .options("rate", TrainOptions::learningRate, 0.01, 0.02)
            .network("d", DualMlp::embeddingDim, 2, 4);
    TuningResult<DualMlp> first = search.run(train, train);
    assertEquals(4, first.trials().size());
    try (var folders = Files.list(folder)) {
      assertEquals(
          4, folders.filter(f -> f.getFileName().toString().startsWith("DualMLP-")).count());
    }
    assertEquals(
        first.trials().stream().map(Trial::value).toList(),
        search.run(train, train).trials().stream().map(Trial::value).toList());
  }

  @Test
  void a_search_over_nothing_is_refused() {
    EncodedRows rows = rows(20, 1, true);
    ConfigException error =
        assertThrows(ConfigException.class, () -> new Tuning<>(NETWORK, OPTIONS).run(rows, rows));
    assertTrue(error.getMessage().startsWith("nothing is varied"), error.getMessage());
  }
}
