package io.github.twinstream.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.train.ClickMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The boosted rankers in their processes. */
class RankersTest {
  private static final LearningRows PLANTED =
      Learning.of(Learning.planted(2000, 1), Learning.planted(500, 2));

  /** A main class that waits for longer than a test does. */
  static final class Sleeper {
    private Sleeper() {}

    public static void main(String[] arguments) throws InterruptedException {
      System.out.println("asleep");
      Thread.sleep(600_000);
    }
  }

  private static double auc(double[] scores, DataTable rows) {
    double[] labels = rows.numbers("liked");
    float[] label = new float[labels.length];
    for (int i = 0; i < label.length; i++) {
      label[i] = (float) labels[i];
    }
    return ClickMetrics.auc(scores, label);
  }

  private static void findsThePlantedAuthors(Baseline ranker) {
    DataTable test = Learning.planted(2000, 3);
    try (FittedBaseline fitted = ranker.fit(PLANTED, 7)) {
      double[] scores = fitted.score(test);

      assertTrue(auc(scores, test) > 0.7, ranker.name() + " has AUC " + auc(scores, test));
      assertTrue(fitted.found().startsWith("chosen: "), fitted.found());
      assertTrue(fitted.parameters() > 0);
      assertTrue(fitted.peakMegabytes() > 10 || Double.isNaN(fitted.peakMegabytes()));
      try (FittedBaseline again = ranker.fit(PLANTED, 7)) {
        assertArrayEquals(scores, again.score(test), 1e-6, "the same seed gives the same scores");
      }
    }
    assertFalse(ranker.simple());
  }

  @Test
  void lightGbmFindsThePlantedAuthors() {
    findsThePlantedAuthors(LightGbmRanker.DEFAULT.trees(30).patience(5));
  }

  @Test
  void catBoostFindsThePlantedAuthors() {
    boolean there =
        Files.exists(
            new Jars.Jar("ai.catboost", "catboost-spark_3.1_2.12", "1.0.6", 41)
                .in(Jars.usual().repository()));
    assumeTrue(there, "CatBoost's jar is not in the local Maven repository; skipped");
    findsThePlantedAuthors(CatBoostRanker.DEFAULT.trees(30).patience(10));
  }

  @Test
  void aJarThatCannotBeHadSaysWhatToDo(@TempDir Path empty) {
    Jars jars = new Jars(empty, "no-such-maven");

    ConfigException e =
        assertThrows(ConfigException.class, () -> CatBoostRanker.DEFAULT.fit(PLANTED, 1, jars));

    assertTrue(
        e.getMessage()
            .startsWith(
                "the jar ai.catboost:catboost-spark_3.1_2.12:1.0.6 (41 MB) is not in "
                    + empty
                    + ", and fetching it failed: "),
        e.getMessage());
    assertTrue(
        e.getMessage()
            .endsWith(
                "; run this once where Maven reaches its repository: no-such-maven -q -B"
                    + " dependency:get -Dtransitive=false"
                    + " -Dartifact=ai.catboost:catboost-spark_3.1_2.12:1.0.6; or compare without"
                    + " this ranker"),
        e.getMessage());
  }

  @Test
  void aProcessThatFailsSaysItsLastLines() {
    Child child =
        new Child(
            "LightGBM lambdarank",
            LightGbmChild.class,
            List.of(Child.home(io.github.metarank.lightgbm4j.LGBMBooster.class)));

    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> child.run(List.of("score", "no-model", "no-rows", "none"), line -> {}));

    assertTrue(
        e.getMessage().startsWith("LightGBM lambdarank ended with status 1: "), e.getMessage());
    assertTrue(e.getMessage().contains("no-rows"), e.getMessage());
  }

  @Test
  void anInterruptEndsTheProcess() throws InterruptedException {
    Child child = new Child("the sleeper", Sleeper.class, List.of());
    Throwable[] thrown = new Throwable[1];
    Thread waiting = new Thread(() -> {});
    Thread[] self = {waiting};
    self[0] =
        new Thread(
            () -> {
              try {
                child.run(List.of(), line -> self[0].interrupt());
              } catch (CancellationException e) {
                thrown[0] = e;
              }
            });
    self[0].start();
    self[0].join(60_000);

    assertFalse(self[0].isAlive(), "the run ends soon after the interrupt");
    assertEquals("the sleeper was interrupted", thrown[0].getMessage());
  }

  @Test
  void emptyPartsAndImpossibleSettingsAreRefused() {
    DataTable none = Learning.planted(10, 1).rows(new int[0], "none");

    assertEquals(
        "LightGBM lambdarank has 2000 training and 0 validation rows: it needs both; choose other"
            + " ratios in split",
        assertThrows(
                DataException.class,
                () -> LightGbmRanker.DEFAULT.fit(Learning.of(Learning.planted(2000, 1), none), 1))
            .getMessage());
    assertEquals(
        "budget is 5: it must be from 1 to 4",
        assertThrows(ConfigException.class, () -> LightGbmRanker.DEFAULT.budget(5)).getMessage());
    assertEquals(
        "trees is 0: it must be at least 1",
        assertThrows(ConfigException.class, () -> CatBoostRanker.DEFAULT.trees(0)).getMessage());
  }
}
