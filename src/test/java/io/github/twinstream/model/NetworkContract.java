package io.github.twinstream.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.engine.Djl;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.train.ClickMetrics;
import io.github.twinstream.train.Resumed;
import io.github.twinstream.train.Scoring;
import io.github.twinstream.train.TrainOptions;
import io.github.twinstream.train.Trained;
import io.github.twinstream.train.Trainer;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every network promises; a new one's test inherits it. */
abstract class NetworkContract {
  private static final TrainOptions OPTIONS =
      TrainOptions.DEFAULT
          .epochs(12)
          .batchSize(64)
          .learningRate(0.02)
          .earlyStopping("AUC", 12)
          .reduceRate(false);

  /** The settings that the door gives. */
  abstract NetworkSpec defaults();

  /** Small settings without dropout, for tests in a moment. */
  abstract NetworkSpec small();

  /** Small settings whose gradients can be compared with differences: no kinks at zero weights. */
  NetworkSpec smooth() {
    return small();
  }

  @Test
  void its_default_is_known_by_its_lower_case_name_and_comes_back_from_json() {
    NetworkSpec defaults = defaults();
    assertSame(defaults, NetworkSpecs.named(defaults.name().toLowerCase(Locale.ROOT)));
    assertEquals(defaults, NetworkSpecs.fromJson(NetworkSpecs.toJson(defaults)));
    assertTrue(defaults.describe().startsWith(defaults.name()), defaults.describe());
    assertFalse(defaults.embeddingRegularizer() < 0);
  }

  @Test
  void it_learns_more_than_chance() {
    Schema schema = SmallRows.streamed(SmallRows.MIXED);
    EncodedRows valid = SmallRows.draw(schema, 400, 2);
    Trained trained = Trainer.train(small(), OPTIONS, SmallRows.draw(schema, 800, 1), valid);
    try (Parameters parameters = trained.network().parameters()) {
      double auc = ClickMetrics.auc(Scoring.score(trained.network(), valid), valid.label());
      assertTrue(parameters.count() > 0);
      assertTrue(auc > leastAuc(), "AUC " + auc);
    }
  }

  /** An area that the planted rows allow with ease; a perfect model has about 0.9. */
  double leastAuc() {
    return 0.75;
  }

  @Test
  void the_same_seed_gives_the_same_numbers_and_another_one_others() {
    double[] first = scores(7);
    assertArrayEquals(first, scores(7));
    assertFalse(java.util.Arrays.equals(first, scores(8)));
  }

  private double[] scores(long seed) {
    Schema schema = SmallRows.streamed(SmallRows.MIXED);
    EncodedRows rows = SmallRows.draw(schema, 100, 1);
    Trained trained = Trainer.train(small(), OPTIONS.epochs(2).seed(seed), rows, rows);
    try (Parameters parameters = trained.network().parameters()) {
      assertTrue(parameters.count() > 0);
      return Scoring.score(trained.network(), rows);
    }
  }

  @Test
  void its_gradients_are_the_slopes_of_its_loss() {
    GradientCheck.of(smooth(), SmallRows.draw(SmallRows.streamed(SmallRows.MIXED), 5, 4));
  }

  @Test
  void a_training_that_is_interrupted_goes_on_to_the_same_numbers(@TempDir Path folder) {
    Schema schema = SmallRows.streamed(SmallRows.MIXED);
    EncodedRows rows = SmallRows.draw(schema, 100, 1);
    TrainOptions options = OPTIONS.epochs(4).batchSize(32);
    TrainOptions kept = options.checkpoints(folder.toString());
    String whole = history(Trainer.train(small(), options, rows, rows));
    Trained ended = Trainer.train(small(), kept, new InterruptingRows(rows, 250), rows);
    assertTrue(ended.interrupted());
    assertTrue(ended.history().size() < 4, ended.history().toString());
    ended.network().parameters().close();
    Resumed resumed = Trainer.resume(folder, rows, rows);
    assertEquals(small(), resumed.network());
    assertEquals(whole, history(resumed.trained()));
  }

  /** Losses and scores, without times. */
  private static String history(Trained trained) {
    try (Parameters parameters = trained.network().parameters()) {
      StringBuilder words = new StringBuilder().append(parameters.count());
      trained.history().forEach(e -> words.append(' ').append(e.trainLoss()).append(e.valid()));
      return words.toString();
    }
  }

  @Test
  void a_batch_of_one_row_gives_a_number_and_trains() {
    Schema schema = SmallRows.streamed(SmallRows.MIXED);
    EncodedRows rows = SmallRows.draw(schema, 65, 3);
    Trained trained = Trainer.train(small(), OPTIONS.epochs(1), rows, rows);
    try (Parameters parameters = trained.network().parameters()) {
      EncodedRows one = SmallRows.draw(schema, 1, 9);
      assertProbabilities(Scoring.score(trained.network(), one), 1);
      assertTrue(parameters.count() > 0);
    }
  }

  @Test
  void a_row_of_unknown_values_and_empty_lists_gives_a_number() {
    Schema schema = SmallRows.streamed(SmallRows.MIXED);
    int[] ids = new int[schema.idWidth()];
    for (int f = 0; f < schema.size(); f++) {
      Field field = schema.fields().get(f);
      if (field.kind() == Field.Kind.CATEGORICAL) {
        ids[schema.offset(f)] = field.vocabularySize() - 1;
      }
    }
    EncodedRows row =
        new EncodedRows(
            schema,
            1,
            ids,
            new float[schema.numericWidth()],
            new float[0],
            new double[0],
            new int[0],
            new String[0]);
    try (Parameters parameters = new Parameters(Djl.manager(), 1)) {
      assertProbabilities(Scoring.score(small().build(schema, parameters), row), 1);
    }
  }

  @Test
  void it_does_without_numeric_fields() {
    trains(SmallRows.of(Field.categorical("a", 5), Field.categorical("b", 4)));
  }

  @Test
  void it_does_without_categorical_fields() {
    trains(SmallRows.of(Field.numeric("x", "x"), Field.numeric("y", "y")));
  }

  @Test
  void it_does_with_lists_alone() {
    trains(
        SmallRows.of(
            Field.sequence("a", 5, 2, Pooling.MEAN, ""),
            Field.sequence("b", 4, 3, Pooling.SUM, "")));
  }

  @Test
  void it_does_with_one_field_of_any_kind() {
    trains(SmallRows.of(Field.categorical("a", 5)));
    trains(SmallRows.of(Field.numeric("x", "x")));
    trains(SmallRows.of(Field.sequence("a", 5, 2, Pooling.MEAN, "")));
  }

  private void trains(Schema plain) {
    Schema schema = plain.size() > 1 ? SmallRows.streamed(plain) : plain;
    EncodedRows rows = SmallRows.draw(schema, 70, 1);
    Trained trained = Trainer.train(small(), OPTIONS.epochs(2), rows, rows);
    try (Parameters parameters = trained.network().parameters()) {
      assertProbabilities(Scoring.score(trained.network(), rows), 70);
      assertTrue(parameters.count() > 0);
    }
  }

  private static void assertProbabilities(double[] scores, int rows) {
    assertEquals(rows, scores.length);
    for (double score : scores) {
      assertTrue(score > 0 && score < 1, "score " + score);
    }
  }
}
