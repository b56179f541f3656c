package io.github.twinstream.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.kernel.KernelClient.Answer;
import io.github.twinstream.kernel.protocol.Json;
import io.github.twinstream.kernel.protocol.Message;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A training run in a cell, stopped by the front end. */
@Timeout(240)
class KernelTrainingTest {
  private static final String STREAMS =
      """
      var split = load("data/Users.csv").join("Ratings.csv", "User-ID").join("Books.csv", "ISBN")
          .clean(c -> c.dropMissing("Book-Rating").keepWhere("Book-Rating", above(0)).label(above(7), "Book-Rating"))
          .split(s -> s.byGroup("User-ID").seed(42));
      var streams = split.streams(s -> s.numeric("Age").categorical("Book-Author", "Publisher")
          .stream("user", "Age").stream("item", "Book-Author", "Publisher"));
      """;
  private static final String TRAIN =
      "var model = streams.train(finalMlp(),"
          + " t -> t.epochs(100_000).batchSize(64).earlyStopping(\"AUC\", 100_000).seed(1));";

  @Test
  void an_interrupt_ends_training_in_under_a_second_and_the_best_weights_are_there(
      @TempDir Path folder) throws Exception {
    try (KernelClient kernel = KernelClient.start(folder)) {
      // GIVEN a training run after its first evaluation
      assertEquals("ok", kernel.run(STREAMS).status());
      String id = kernel.send(kernel.shell, "execute_request", Map.of("code", TRAIN));
      awaitEvaluation(kernel);

      // WHEN it is interrupted
      long start = System.nanoTime();
      kernel.send(kernel.control, "interrupt_request", Map.of());
      Answer answer = kernel.answer(id);
      double seconds = (System.nanoTime() - start) / 1e9;

      // THEN it ends soon, and the variable holds the model of the best evaluation
      assertEquals("Interrupted", Json.string(answer.first("error"), "ename", ""));
      assertEquals("true", kernel.run("model.interrupted()").shown("text/plain"));
      assertTrue(seconds < 1, seconds + " s");
      String found =
          "model.history().stream().filter(e -> e.best()).count() > 0 && model.evaluate(auc())"
              + ".value(\"AUC\") > 0.4";
      assertEquals("true", kernel.run(found).shown("text/plain"));
    }
  }

  private static void awaitEvaluation(KernelClient kernel) {
    Message next = kernel.receive(kernel.iopub, KernelClient.PATIENCE_MILLIS);
    while (next != null && !next.content().toString().contains("valid AUC")) {
      next = kernel.receive(kernel.iopub, KernelClient.PATIENCE_MILLIS);
    }
    assertNotNull(next, "no evaluation was shown");
  }
}
