package io.github.twinstream.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.BaseNDManager;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.feature.DiskRows;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.RowSource;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.model.MlpSpec;
import io.github.twinstream.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final FinalMlp SMALL =
      FinalMlp.preset("article")
          .embeddingDim(4)
          .streams(MlpSpec.of(16).dropout(0.2).batchNorm(true), MlpSpec.of(8).batchNorm(true), 2)
          .gateHidden(MlpSpec.of(8));
  private static final TrainOptions QUICK =
      TrainOptions.DEFAULT.epochs(4).batchSize(64).learningRate(0.01).earlyStopping("AUC", 4);

  /** Labels follow the sum of an id's hidden value and a number. */
  private static EncodedRows rows(int count, long seed) {
    List<Field> fields = List.of(Field.numeric("x", "x"), Field.categorical("c", 8));
    Schema schema = Schema.of(fields, Map.of("a", List.of("x"), "b", List.of("c")));
    SplittableRandom random = new SplittableRandom(seed);
    int[] ids = new int[count];
    float[] numeric = new float[count];
    float[] label = new float[count];
    for (int i = 0; i < count; i++) {
      ids[i] = 1 + random.nextInt(6);
      numeric[i] = (float) random.nextDouble();
      label[i] = (ids[i] % 2 == 0 ? 0.5 : -0.5) + numeric[i] > 0.5 ? 1 : 0;
    }
    return new EncodedRows(
        schema, count, ids, numeric, label, new double[0], new int[0], new String[0]);
  }

  @Test
  void it_learns_what_was_planted() {
    Trained trained = Trainer.train(SMALL, QUICK, rows(1000, 1), rows(300, 2));
    assertTrue(trained.best().valid().get("AUC") > 0.9, () -> "history: " + trained.history());
    trained.network().parameters().close();
  }

  @Test
  void the_same_seed_gives_the_same_numbers() {
    EncodedRows train = rows(500, 1);
    EncodedRows valid = rows(200, 2);
    double[] first = scores(train, valid);
    assertArrayEquals(first, scores(train, valid), 0);
  }

  private static double[] scores(RowSource train, EncodedRows valid) {
    Trained trained = Trainer.train(SMALL, QUICK, train, valid);
    double[] scores = Scoring.score(trained.network(), valid);
    trained.network().parameters().close();
    return scores;
  }

  @Test
  void rows_from_a_file_give_the_same_numbers_as_in_memory(@TempDir Path folder) {
    EncodedRows train = rows(500, 1);
    EncodedRows valid = rows(200, 2);
    RowSource onDisk = DiskRows.write(folder.resolve("train.rows"), train);
    assertArrayEquals(scores(train, valid), scores(onDisk, valid), 0);
  }

  @Test
  void the_best_epochs_weights_are_put_back() {
    EncodedRows valid = rows(200, 2);
    Trained trained =
        Trainer.train(SMALL, QUICK.learningRate(0.3).reduceRate(false), rows(500, 1), valid);
    double auc = ClickMetrics.auc(Scoring.score(trained.network(), valid), valid.label());
    assertEquals(trained.best().valid().get("AUC"), auc, 1e-12);
    trained.network().parameters().close();
  }

  @Test
  void a_last_batch_of_one_row_is_trained() {
    Trained trained = Trainer.train(SMALL, QUICK.epochs(1), rows(65, 1), rows(50, 2));
    assertTrue(Double.isFinite(trained.history().get(0).trainLoss()));
    trained.network().parameters().close();
  }

  @Test
  void native_memory_does_not_grow_over_epochs() {
    Trained trained = Trainer.train(SMALL, QUICK.epochs(2), rows(500, 1), rows(100, 2));
    BaseNDManager manager = (BaseNDManager) trained.network().parameters().manager();
    int held = manager.getManagedArrays().size();
    EncodedRows train = rows(500, 1);
    Trainer again = new Trainer(trained.network(), QUICK.epochs(5));
    again.run(train, rows(100, 2));
    assertEquals(held, manager.getManagedArrays().size());
    trained.network().parameters().close();
  }

  @Test
  @SuppressWarnings("try")
  void an_interrupt_ends_training_with_the_best_weights_so_far() {
    Thread self = Thread.currentThread();
    EncodedRows valid = rows(100, 2);
    Trained trained;
    try (Progress.Subscription watching =
        Progress.subscribe(
            event -> {
              if (event.name().equals("train") && event.done() > 30_000) {
                self.interrupt();
              }
            })) {
      trained =
          Trainer.train(SMALL, QUICK.epochs(1000).earlyStopping("AUC", 1000), rows(2000, 1), valid);
    }
    assertTrue(trained.interrupted());
    assertFalse(Thread.currentThread().isInterrupted());
    assertTrue(trained.history().size() < 1000);
    double auc = ClickMetrics.auc(Scoring.score(trained.network(), valid), valid.label());
    assertEquals(trained.best().valid().get("AUC"), auc, 1e-12);
    trained.network().parameters().close();
  }

  @Test
  void an_interrupt_while_the_validation_rows_are_scored_keeps_the_best_weights() {
    // GIVEN more validation rows than one scoring batch holds, and an interrupt in the second epoch
    EncodedRows valid = rows(20_000, 2);
    RowSource watched =
        new OtherRows(valid) {
          private int read;

          @Override
          public void ids(int row, int[] into) {
            if (++read == 25_000) {
              Thread.currentThread().interrupt();
            }
            super.ids(row, into);
          }
        };
    Trained trained = Trainer.train(SMALL, QUICK, rows(500, 1), watched);
    assertTrue(trained.interrupted());
    assertEquals(1, trained.history().size());
    double auc = ClickMetrics.auc(Scoring.score(trained.network(), valid), valid.label());
    assertEquals(trained.best().valid().get("AUC"), auc, 1e-12);
    trained.network().parameters().close();
  }

  @Test
  void an_empty_part_is_refused_with_the_next_step() {
    DataException error =
        assertThrows(
            DataException.class, () -> Trainer.train(SMALL, QUICK, rows(0, 1), rows(10, 2)));
    assertTrue(error.getMessage().startsWith("the training part has 0 rows"), error.getMessage());
  }

  @Test
  void a_gpu_that_is_not_there_is_refused_and_one_if_present_is_the_cpu() {
    assumeTrue(Djl.engine().getGpuCount() == 0);
    ConfigException error =
        assertThrows(
            ConfigException.class,
            () -> Trainer.train(SMALL, QUICK.device(DeviceChoice.gpu(1)), rows(65, 1), rows(9, 2)));
    assertTrue(error.getMessage().startsWith("no gpu(1): PyTorch sees 0 here"), error.getMessage());
    assertEquals(Device.cpu(), DeviceChoice.GPU_IF_PRESENT.resolve());
    assertEquals(DeviceChoice.GPU_IF_PRESENT, DeviceChoice.named("auto"));
    assertEquals(DeviceChoice.CPU, DeviceChoice.named("cpu"));
    assertThrows(ConfigException.class, () -> DeviceChoice.named("gpu:0"));
  }

  @Test
  @Tag("gpu")
  void the_gpu_learns_what_the_cpu_learns() {
    assumeTrue(Djl.engine().getGpuCount() > 0, "no GPU here");
    Trained trained =
        Trainer.train(SMALL, QUICK.device(DeviceChoice.gpu(0)), rows(1000, 1), rows(300, 2));
    assertTrue(trained.best().valid().get("AUC") > 0.9, () -> "history: " + trained.history());
    trained.network().parameters().close();
  }

  @Test
  void an_unknown_metric_to_monitor_is_named_with_the_known_ones() {
    ConfigException error =
        assertThrows(ConfigException.class, () -> QUICK.earlyStopping("AUCC", 2));
    assertEquals(
        "no metric to monitor 'AUCC': there are 'AUC', 'logloss'; did you mean 'AUC'?",
        error.getMessage());
  }
}
