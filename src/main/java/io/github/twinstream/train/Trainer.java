package io.github.twinstream.train;

import ai.djl.ndarray.NDManager;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.DataException;
import io.github.twinstream.feature.RowSource;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.Parameters;
import io.github.twinstream.model.StoredTensors;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The training loop: epochs of shuffled batches, an evaluation on the validation rows behind each,
 * early stopping, the best weights put back at the end. An interrupt ends it cleanly with the best
 * weights so far.
 */
public final class Trainer {
  /** Steps between two points at which a training can be taken up again. */
  private static final int SEGMENT = 100;

  private final Network network;
  private final TrainOptions options;
  private final Learner learner;
  private final EarlyStopping stopping;
  private long allSteps;

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
   * @throws DataException if either part is empty or carries no labels, or checkpoints are asked
   *     for in a folder that cannot be used
   */
  public static Trained train(
      NetworkSpec spec, TrainOptions options, RowSource train, RowSource valid) {
    require("training", train);
    require("validation", valid);
    requireGroups(options.loss(), train);
    if (options.checkpoints().isEmpty()) {
      return build(spec, options, train, trainer -> trainer.run(train, valid));
    }
    Checkpoints.Plan plan = new Checkpoints.Plan(spec, options, Fingerprint.of(train, valid));
    try (Checkpoints checkpoints = Checkpoints.begin(plan)) {
      return build(spec, options, train, trainer -> trainer.begin(train, valid, checkpoints));
    }
  }

  /**
   * Goes on with a training that was ended from outside, however that happened: the final numbers
   * are those that it would have come to by itself.
   *
   * @param folder the folder of its checkpoints
   * @param train the rows that it began with
   * @param valid the rows that it watched
   * @throws DataException if there is no checkpoint, it is damaged, belongs to other rows, or the
   *     folder is in use
   */
  public static Resumed resume(Path folder, RowSource train, RowSource valid) {
    require("training", train);
    require("validation", valid);
    try (Checkpoints checkpoints = Checkpoints.resume(folder, Fingerprint.of(train, valid))) {
      Checkpoints.Plan plan = checkpoints.plan();
      Trained trained =
          build(
              plan.network(),
              plan.options(),
              train,
              trainer -> trainer.goOn(train, valid, checkpoints));
      return new Resumed(plan.network(), plan.options(), trained);
    }
  }

  /**
   * Trains as one of several with other settings. Checkpoints lie in a folder of its own below that
   * of the options, named by the settings; if there is one, the training goes on from it.
   *
   * @throws DataException as {@link #train} and {@link #resume}
   */
  public static Trained oneOfSeveral(
      NetworkSpec spec, TrainOptions options, RowSource train, RowSource valid) {
    if (options.checkpoints().isEmpty()) {
      return train(spec, options, train, valid);
    }
    Path folder = Checkpoints.own(spec, options);
    return Checkpoints.begun(folder)
        ? resume(folder, train, valid).trained()
        : train(spec, options.checkpoints(folder.toString()), train, valid);
  }

  static Trained build(
      NetworkSpec spec, TrainOptions options, RowSource train, Function<Trainer, Trained> work) {
    NDManager manager = Djl.manager(options.device().resolve());
    try {
      Network network = spec.build(train.schema(), new Parameters(manager, options.seed()));
      return work.apply(new Trainer(network, options));
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  /** Trains, and puts the best weights back. */
  Trained run(RowSource train, RowSource valid) {
    return run(train, valid, new RunState(), Checkpoints.NONE);
  }

  /** Trains with checkpoints from the first values on. */
  Trained begin(RowSource train, RowSource valid, Checkpoints checkpoints) {
    RunState state = new RunState();
    keep(state, checkpoints);
    return run(train, valid, state, checkpoints);
  }

  /** Trains on from the checkpoint. */
  Trained goOn(RowSource train, RowSource valid, Checkpoints checkpoints) {
    Checkpoints.Loaded loaded = checkpoints.read();
    RunState state = new RunState();
    state.restore(loaded.state(), loaded.best());
    stopping.restore(loaded.state().rate(), loaded.state().bestValue(), loaded.state().without());
    StoredTensors.restore(loaded.weights(), network.parameters());
    learner.restore(loaded.moments(), loaded.state().optimizerSteps());
    return run(train, valid, state, checkpoints);
  }

  private Trained run(RowSource train, RowSource valid, RunState state, Checkpoints checkpoints) {
    int size = options.batchSize();
    allSteps = (long) options.epochs() * ((train.rows() + size - 1) / size);
    int[] order = IntStream.range(0, train.rows()).toArray();
    SplittableRandom random = new SplittableRandom(options.seed());
    boolean interrupted = false;
    try (Progress.Task task = Progress.start("train", (long) options.epochs() * train.rows());
        Feed feed = Feed.of(network, train, options.batchSize())) {
      for (int epoch = 1; epoch <= options.epochs() && !stopping.stop(); epoch++) {
        if (options.shuffle()) {
          shuffle(order, random);
        }
        if (epoch < state.epoch()) {
          task.advance(train.rows());
          continue;
        }
        double rate = stopping.rate();
        long started = System.nanoTime();
        int[] pass = options.loss().grouped() ? together(order, train) : order;
        feed.start(from(pass, state.steps() * options.batchSize()));
        epoch(feed, state, rate, checkpoints, task);
        double trained = (System.nanoTime() - started) / 1e9;
        if (Interrupts.requested()) {
          interrupted = true;
          break;
        }
        Map<String, Double> metrics;
        try {
          metrics = task.within("validation", () -> metrics(valid));
        } catch (CancellationException e) {
          interrupted = true;
          break;
        }
        double loss = state.meanLoss();
        boolean improved = stopping.improved(monitored(metrics));
        double seconds = (System.nanoTime() - started) / 1e9;
        state.evaluated(
            new EpochResult(epoch, loss, metrics, rate, seconds, train.rows() / trained, improved),
            improved ? network.parameters().snapshot() : null);
        task.detail(words(epoch, loss, "," + valid(metrics), train.rows() / trained));
        TrainingWatch.tell(state.history());
        keep(state, checkpoints);
      }
    }
    if (state.best() != null) {
      network.parameters().restore(state.best());
    }
    if (interrupted) {
      Thread.interrupted(); // the request has been met; it may already have been cleared
    }
    return new Trained(network, List.copyOf(state.history()), interrupted);
  }

  /** One pass over the rows that are left of an epoch. */
  private void epoch(
      Feed feed, RunState state, double rate, Checkpoints checkpoints, Progress.Task task) {
    long done = 0;
    long started = System.nanoTime();
    List<EpochResult> before = state.history();
    String last = before.isEmpty() ? "" : ", last" + valid(before.get(before.size() - 1).valid());
    for (Feed.Portion portion = feed.next();
        portion != null && !Interrupts.requested();
        portion = feed.next()) {
      if (state.steps() % SEGMENT == 0) {
        if (checkpoints.due()) {
          keep(state, checkpoints);
        }
        Djl.engine().setRandomSeed(segmentSeed(state));
      }
      double share = options.schedule().share(learner.steps(), allSteps);
      state.stepped(learner.step(portion, rate * share));
      done += portion.rows();
      double speed = done / ((System.nanoTime() - started) / 1e9);
      task.detail(words(state.epoch(), state.meanLoss(), last, speed));
      task.advance(portion.rows());
    }
  }

  private void keep(RunState state, Checkpoints checkpoints) {
    if (checkpoints == Checkpoints.NONE) {
      return;
    }
    checkpoints.write(
        state.kept(stopping, learner.steps()),
        network.parameters().tensors(),
        state.best(),
        learner.moments());
  }

  /** Dropout's random numbers of a segment of steps follow from its place alone. */
  private int segmentSeed(RunState state) {
    long place = (long) state.epoch() << 32 | state.steps() / SEGMENT;
    return new SplittableRandom(options.seed() ^ place * 0x9E3779B97F4A7C15L).nextInt();
  }

  private static int[] from(int[] order, int first) {
    return first == 0 ? order : Arrays.copyOfRange(order, first, order.length);
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

  private static String words(int epoch, double loss, String valid, double speed) {
    return String.format(
        Locale.ROOT, "epoch %d, loss %.4f%s, %,.0f rows/s", epoch, loss, valid, speed);
  }

  private static String valid(Map<String, Double> metrics) {
    return String.format(Locale.ROOT, " valid AUC %.4f", metrics.get("AUC"));
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
