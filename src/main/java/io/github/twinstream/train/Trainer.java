package io.github.twinstream.train;

import ai.djl.ndarray.NDManager;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.DataException;
import io.github.twinstream.feature.RowSource;
import io.github.twinstream.model.Cut;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.Parameters;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * The training loop: epochs of shuffled batches, an evaluation on the validation rows behind each,
 * early stopping, the best weights put back at the end. An interrupt ends it cleanly with the best
 * weights so far.
 */
public final class Trainer {
  private final Network network;
  private final TrainOptions options;
  private final Learner learner;
  private final EarlyStopping stopping;

  /** A trainer of a network whose parameters hold their first values. */
  Trainer(Network network, TrainOptions options) {
    this.network = network;
    this.options = options;
    this.learner = new Learner(network, options);
    this.stopping =
        new EarlyStopping(true, options.patience(), options.reduceRate(), options.learningRate());
  }

  /**
   * Builds a network for the training rows' schema and trains it.
   *
   * @param spec the network's settings
   * @param train rows to learn from, with labels
   * @param valid rows to watch, with labels
   * @throws DataException if either part is empty or carries no labels
   */
  public static Trained train(
      NetworkSpec spec, TrainOptions options, RowSource train, RowSource valid) {
    require("training", train);
    require("validation", valid);
    requireGroups(options.loss(), train);
    NDManager manager = Djl.manager(options.device().resolve());
    try {
      Djl.engine().setRandomSeed((int) options.seed());
      Network network = spec.build(train.schema(), new Parameters(manager, options.seed()));
      return new Trainer(network, options).run(train, valid);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  /** Trains, and puts the best weights back. */
  Trained run(RowSource train, RowSource valid) {
    int[] order = IntStream.range(0, train.rows()).toArray();
    SplittableRandom random = new SplittableRandom(options.seed());
    List<EpochResult> history = new ArrayList<>();
    Map<String, float[]> best = null;
    boolean interrupted = false;
    try (Progress.Task task = Progress.start("train", (long) options.epochs() * train.rows());
        Batches batches = new Batches(network.inputs(), train, options.batchSize())) {
      for (int epoch = 1; epoch <= options.epochs() && !stopping.stop(); epoch++) {
        if (options.shuffle()) {
          shuffle(order, random);
        }
        double rate = stopping.rate();
        long started = System.nanoTime();
        batches.start(options.loss().grouped() ? together(order, train) : order);
        double loss = epoch(batches, epoch, rate, task);
        double trained = (System.nanoTime() - started) / 1e9;
        if (Interrupts.requested()) {
          interrupted = true;
          break;
        }
        Map<String, Double> metrics;
        try {
          metrics = metrics(valid);
        } catch (CancellationException e) {
          interrupted = true;
          break;
        }
        boolean improved = stopping.improved(monitored(metrics));
        if (improved) {
          best = network.parameters().snapshot();
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        history.add(
            new EpochResult(epoch, loss, metrics, rate, seconds, train.rows() / trained, improved));
        task.detail(words(epoch, loss, metrics, train.rows() / trained));
        TrainingWatch.tell(history);
      }
    }
    if (best != null) {
      network.parameters().restore(best);
    }
    return new Trained(network, List.copyOf(history), interrupted && Thread.interrupted());
  }

  /** One pass over all rows; the mean of the batches' losses, the last short batch's too. */
  private double epoch(Batches rows, int epoch, double rate, Progress.Task task) {
    double sum = 0;
    int batches = 0;
    long done = 0;
    long started = System.nanoTime();
    for (Cut cut = rows.next(); cut != null && !Interrupts.requested(); cut = rows.next()) {
      long step = (epoch - 1L) * rows.count() + batches;
      double share = options.schedule().share(step, (long) options.epochs() * rows.count());
      sum += learner.step(cut, rate * share);
      batches++;
      done += cut.rows();
      double speed = done / ((System.nanoTime() - started) / 1e9);
      task.detail(words(epoch, sum / batches, Map.of(), speed));
      task.advance(cut.rows());
    }
    return sum / batches;
  }

  private Map<String, Double> metrics(RowSource valid) {
    double[] scores = Scoring.score(network, valid);
    Map<String, Double> metrics = new LinkedHashMap<>();
    float[] labels = new float[valid.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = valid.label(row);
    }
    metrics.put("AUC", ClickMetrics.auc(scores, labels));
    metrics.put("logloss", ClickMetrics.logLoss(scores, labels));
    return metrics;
  }

  private double monitored(Map<String, Double> metrics) {
    return options.monitor().entrySet().stream()
        .mapToDouble(e -> e.getValue() * metrics.get(e.getKey()))
        .sum();
  }

  private static String words(int epoch, double loss, Map<String, Double> metrics, double speed) {
    String valid =
        metrics.isEmpty() ? "" : String.format(Locale.ROOT, ", valid AUC %.4f", metrics.get("AUC"));
    return String.format(
        Locale.ROOT, "epoch %d, loss %.4f%s, %,.0f rows/s", epoch, loss, valid, speed);
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
  }

  /** The rows in this order, but those of a group behind its first one. */
  static int[] together(int[] order, RowSource rows) {
    Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
    for (int row : order) {
      groups.computeIfAbsent(rows.group(row), g -> new ArrayList<>()).add(row);
    }
    return groups.values().stream().flatMap(List::stream).mapToInt(row -> row).toArray();
  }

  private static void requireGroups(Loss loss, RowSource rows) {
    if (loss.grouped() && !rows.grouped()) {
      throw new DataException(
          "loss "
              + loss
              + " compares rows of the same group, but the training rows have no groups: split them"
              + " with byGroup(\"User-ID\"), or take the loss CROSS_ENTROPY");
    }
  }

  private static void require(String part, RowSource rows) {
    if (rows.rows() == 0 || !rows.labelled()) {
      throw new DataException(
          "the "
              + part
              + " part has "
              + rows.rows()
              + " rows"
              + (rows.labelled() ? "" : " without labels")
              + ": training asks for at least one labelled row; choose other ratios in split, or"
              + " label the rows in clean");
    }
  }
}
