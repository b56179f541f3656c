package io.github.twinstream.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.twinstream.error.DataException;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.progress.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  private static final EncodedRows TRAIN = KilledTraining.train();
  private static final EncodedRows VALID = KilledTraining.valid();
  private static String uninterrupted;

  @TempDir private Path folder;

  private static synchronized String uninterrupted() {
    if (uninterrupted == null) {
      Trained trained = Trainer.train(PlantedRows.NETWORK, KilledTraining.OPTIONS, TRAIN, VALID);
      uninterrupted = KilledTraining.words(trained);
      trained.network().parameters().close();
    }
    return uninterrupted;
  }

  private TrainOptions kept() {
    return KilledTraining.OPTIONS.checkpoints(folder.toString());
  }

  /** Trains until so many rows were learned from, then interrupts itself. */
  private Trained interruptedAt(int rows, boolean eager) {
    Thread own = Thread.currentThread();
    ProgressListener listener =
        event -> {
          if (event.name().equals("train") && !event.last() && event.done() > rows) {
            own.interrupt();
          }
        };
    Checkpoints.Plan plan =
        new Checkpoints.Plan(PlantedRows.NETWORK, kept(), Fingerprint.of(TRAIN, VALID));
    Progress.Subscription subscription = Progress.subscribe(listener);
    try (Checkpoints checkpoints = Checkpoints.begin(plan)) {
      return Trainer.build(
          PlantedRows.NETWORK,
          kept(),
          TRAIN,
          t -> t.begin(TRAIN, VALID, eager ? checkpoints.eager() : checkpoints));
    } finally {
      subscription.close();
    }
  }

  @Test
  void a_training_that_was_interrupted_goes_on_to_the_same_numbers() {
    for (boolean eager : new boolean[] {false, true}) {
      Trained first = interruptedAt(5000, eager);
      assertTrue(first.interrupted());
      assertTrue(first.history().size() < 4);
      first.network().parameters().close();
      Resumed resumed = Trainer.resume(folder, TRAIN, VALID);
      assertEquals(uninterrupted(), KilledTraining.words(resumed.trained()));
      assertEquals(PlantedRows.NETWORK, resumed.network());
      assertEquals(kept(), resumed.options());
      resumed.trained().network().parameters().close();
      clear();
    }
  }

  @Test
  void a_training_that_has_ended_gives_its_model_again() {
    Trained trained = Trainer.train(PlantedRows.NETWORK, kept(), TRAIN, VALID);
    assertEquals(uninterrupted(), KilledTraining.words(trained));
    Trained again = Trainer.resume(folder, TRAIN, VALID).trained();
    assertEquals(uninterrupted(), KilledTraining.words(again));
    trained.network().parameters().close();
    again.network().parameters().close();
  }

  @Test
  void a_folder_is_for_one_training_and_one_process() {
    Checkpoints.Plan plan =
        new Checkpoints.Plan(PlantedRows.NETWORK, kept(), Fingerprint.of(TRAIN, VALID));
    assertEquals(
        "there is no checkpoint in '"
            + folder
            + "': a training writes one there with train(..., t -> t.checkpoints(\""
            + folder
            + "\"))",
        refused(() -> Trainer.resume(folder, TRAIN, VALID)));
    Checkpoints held = Checkpoints.begin(plan);
    String inUse = refused(() -> Checkpoints.begin(plan));
    assertEquals(
        "the folder '"
            + folder
            + "' is in use by another training, process "
            + ProcessHandle.current().pid()
            + ": wait for its end, or give another folder",
        inUse);
    held.close();
    Trainer.train(PlantedRows.NETWORK, kept().epochs(1), TRAIN, VALID)
        .network()
        .parameters()
        .close();
    assertTrue(
        refused(() -> Trainer.train(PlantedRows.NETWORK, kept(), TRAIN, VALID))
            .endsWith("go on with it by resume(\"" + folder + "\"), or give another folder"));
    EncodedRows other = PlantedRows.of(3200, 3);
    String message = refused(() -> Trainer.resume(folder, other, VALID));
    assertTrue(message.contains("belongs to other rows: it began with 3,200 and 400"), message);
  }

  @Test
  void a_second_process_finds_the_folder_in_use_and_the_first_goes_on() throws IOException {
    Process first = start();
    Path lock = folder.resolve("training.lock");
    while (first.isAlive() && !(Files.exists(lock) && Files.size(lock) > 0)) {
      Thread.onSpinWait();
    }
    assertTrue(
        refused(() -> Trainer.train(PlantedRows.NETWORK, kept(), TRAIN, VALID))
            .startsWith(
                "the folder '"
                    + folder
                    + "' is in use by another training, process "
                    + first.pid()));
    assertEquals(0, exit(first), () -> said(first));
    assertEquals(uninterrupted(), Files.readString(folder.resolve("result.txt")));
  }

  private static String said(Process process) {
    try {
      return new String(process.getErrorStream().readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_checkpoint_that_was_changed_is_never_loaded() throws IOException {
    interruptedAt(5000, false).network().parameters().close();
    Path file = folder.resolve(Checkpoints.FILE);
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 60; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, changed);
      try (Checkpoints checkpoints = Checkpoints.resume(folder, Fingerprint.of(TRAIN, VALID))) {
        Checkpoints.Loaded loaded = checkpoints.read();
        Files.write(file, whole);
        assertEquals(
            RunState.values(checkpoints.read().weights()).keySet(),
            RunState.values(loaded.weights()).keySet());
      } catch (DataException e) {
        assertTrue(e.getMessage().startsWith("cannot open '"), e.getMessage());
      }
    }
  }

  @Test
  void a_folder_that_cannot_be_written_to_is_an_error_before_training() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    String message =
        refused(
            () ->
                Trainer.train(
                    PlantedRows.NETWORK, kept().checkpoints(file.toString()), TRAIN, VALID));
    assertTrue(message.startsWith("the folder '" + file + "' cannot be written to"), message);
  }

  @Test
  void a_disk_that_fills_up_is_an_error_and_the_last_checkpoint_stays() throws IOException {
    // GIVEN a limit on file sizes that the checkpoint exceeds, as a full disk would
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash's ulimit");
    Process process =
        new ProcessBuilder(
                "/bin/bash",
                "-c",
                "ulimit -f 22; exec \"$0\" \"$@\"",
                java(),
                "-Xmx256m",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                KilledTraining.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertFalse(exit(process) == 0, said);
    assertTrue(said.contains("DataException: training cannot go on: cannot write '"), said);
    assertTrue(said.contains("the last checkpoint stays"), said);
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of("training.checkpoint", "training.lock"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    Trained trained = Trainer.resume(folder, TRAIN, VALID).trained();
    assertEquals(uninterrupted(), KilledTraining.words(trained));
    trained.network().parameters().close();
  }

  /** Three kills; -Dtwinstream.kills=100 does what the issue asks for. */
  @Test
  void a_training_that_is_killed_at_any_moment_goes_on_to_the_same_numbers() throws IOException {
    int wanted = Integer.getInteger("twinstream.kills", 3);
    SplittableRandom random = new SplittableRandom(wanted);
    String expected = uninterrupted();
    int kills = 0;
    int torn = 0;
    int finished = 0;
    while (kills < wanted || finished == 0) {
      Process process = start();
      if (process.getInputStream().read() < 0) {
        throw new IllegalStateException(
            "the training did not begin: " + new String(process.getErrorStream().readAllBytes()));
      }
      boolean ended = kills >= wanted || waitFor(process, 1 + random.nextInt(1500));
      if (!ended) {
        process.destroyForcibly();
        kills++;
      }
      exit(process);
      torn += torn() ? 1 : 0;
      if (ended) {
        assertEquals(expected, Files.readString(folder.resolve("result.txt")), () -> said(process));
        finished++;
        clear();
      }
    }
    System.out.println(
        kills
            + " kills, "
            + torn
            + " of them within a checkpoint; "
            + finished
            + " trainings went on to the same numbers");
  }

  /** Whether a process was killed while it wrote. */
  private boolean torn() throws IOException {
    try (var files = Files.list(folder)) {
      return files.anyMatch(f -> f.getFileName().toString().startsWith("." + Checkpoints.FILE));
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            java(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledTraining.class.getName(),
            folder.toString())
        .start();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static boolean waitFor(Process process, int millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int exit(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void clear() {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String refused(Runnable work) {
    return assertThrows(DataException.class, work::run).getMessage();
  }
}
