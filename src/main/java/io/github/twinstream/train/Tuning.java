package io.github.twinstream.train;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.RowSource;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * A search for settings by the validation rows alone: what is varied, and how the combinations are
 * gone through.
 *
 * <pre>{@code
 * streams.tune(finalMlp(), s -> s
 *     .options("learningRate", TrainOptions::learningRate, 1e-3, 3e-3)
 *     .network("d", FinalMlp::embeddingDim, 8, 16)
 *     .random(3).keep("tuning.json"));
 * }</pre>
 *
 * <p>With {@code checkpoints} among the options, each trial keeps its training in a folder of its
 * own below theirs, and a search that was ended from outside goes on within the trial that it was
 * at.
 *
 * @param <N> the network's settings
 */
public final class Tuning<N extends NetworkSpec> {
  /** What one trial trains. */
  private record Candidate<N>(N network, TrainOptions options) {}

  /** A setting that is varied: its name and values, each with the change that it makes. */
  private record Axis<N>(
      String name, List<?> values, BiFunction<Candidate<N>, Integer, Candidate<N>> change) {}

  private enum Search {
    GRID,
    RANDOM,
    HALVING
  }

  private final N network;
  private final TrainOptions start;
  private final List<Axis<N>> axes = new ArrayList<>();
  private Search search = Search.GRID;
  private int count;
  private int firstEpochs;
  private long seed = 2021;
  private Path kept;

  /** A search around these settings. */
  public Tuning(N network, TrainOptions start) {
    this.network = network;
    this.start = start;
  }

  /** Varies the network: {@code network("d", FinalMlp::embeddingDim, 8, 16)}. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <V> Tuning<N> network(String name, BiFunction<N, V, N> change, V... values) {
    List<V> all = List.of(values);
    return axis(
        name,
        all,
        (candidate, i) ->
            new Candidate<>(change.apply(candidate.network(), all.get(i)), candidate.options()));
  }

  /** Varies the training: {@code options("rate", TrainOptions::learningRate, 1e-3, 1e-2)}. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <V> Tuning<N> options(
      String name, BiFunction<TrainOptions, V, TrainOptions> change, V... values) {
    List<V> all = List.of(values);
    return axis(
        name,
        all,
        (candidate, i) ->
            new Candidate<>(candidate.network(), change.apply(candidate.options(), all.get(i))));
  }

  /** Trains every combination: the default. */
  public Tuning<N> grid() {
    search = Search.GRID;
    return this;
  }

  /** Trains so many different combinations, drawn at random. */
  public Tuning<N> random(int trials) {
    search = Search.RANDOM;
    count = atLeastOne("trials", trials);
    return this;
  }

  /**
   * Successive halving: trains so many combinations, drawn at random, for {@code epochs} epochs,
   * and the better half of them anew for twice as many, until one is left or the options' epochs
   * are reached.
   */
  public Tuning<N> halving(int trials, int epochs) {
    search = Search.HALVING;
    count = atLeastOne("trials", trials);
    firstEpochs = atLeastOne("epochs", epochs);
    return this;
  }

  /** The seed of the draws; 2021 if not said. */
  public Tuning<N> seed(long value) {
    seed = value;
    return this;
  }

  /** Keeps finished trials in this file, and takes those that it holds already as done. */
  public Tuning<N> keep(String file) {
    kept = Path.of(file);
    return this;
  }

  private Tuning<N> axis(
      String name, List<?> values, BiFunction<Candidate<N>, Integer, Candidate<N>> change) {
    if (values.isEmpty() || axes.stream().anyMatch(axis -> axis.name().equals(name))) {
      throw new ConfigException(
          "setting "
              + Messages.quote(name)
              + (values.isEmpty() ? " has no values" : " is varied twice")
              + ": give each setting once, with the values to try");
    }
    axes.add(new Axis<>(name, values, change));
    return this;
  }

  private static int atLeastOne(String option, int given) {
    if (given < 1) {
      throw new ConfigException(Messages.outOfRange(option, given, "at least 1"));
    }
    return given;
  }

  /**
   * Goes through the combinations. An interrupt ends it with the trials until then.
   *
   * @throws ConfigException if nothing is varied
   */
  public TuningResult<N> run(RowSource train, RowSource valid) {
    if (axes.isEmpty()) {
      throw new ConfigException(
          "nothing is varied: say what, e.g. options(\"learningRate\", TrainOptions::learningRate,"
              + " 1e-3, 1e-2)");
    }
    TrialFile file = new TrialFile(kept, network.describe() + " " + start);
    List<int[]> points = search == Search.GRID ? every() : drawn();
    try (Progress.Task task = Progress.start("tune", trials(points.size()))) {
      return run(points, file, train, valid, task);
    }
  }

  private TuningResult<N> run(
      List<int[]> first, TrialFile file, RowSource train, RowSource valid, Progress.Task task) {
    List<int[]> points = first;
    List<Trial> trials = new ArrayList<>();
    int epochs = search == Search.HALVING ? Math.min(firstEpochs, start.epochs()) : start.epochs();
    while (true) {
      List<Trial> round = new ArrayList<>();
      for (int[] point : points) {
        int these = epochs;
        Trial trial = task.within(words(point), () -> trial(point, these, file, train, valid));
        if (trial == null) {
          return result(trials, round);
        }
        round.add(trial);
        task.advance(1);
      }
      boolean over = search != Search.HALVING || points.size() == 1 || epochs >= start.epochs();
      if (over) {
        return result(trials, round);
      }
      trials.addAll(round);
      points = better(points, round);
      epochs = Math.min(2 * epochs, start.epochs());
    }
  }

  /** How many trainings there will be at most, from so many combinations. */
  private long trials(int combinations) {
    long all = combinations;
    int left = combinations;
    int epochs = Math.min(firstEpochs, start.epochs());
    while (search == Search.HALVING && left > 1 && epochs < start.epochs()) {
      left = Math.max(1, left / 2);
      epochs = Math.min(2 * epochs, start.epochs());
      all += left;
    }
    return all;
  }

  private TuningResult<N> result(List<Trial> before, List<Trial> last) {
    List<Trial> all = new ArrayList<>(before);
    all.addAll(last);
    // trials of the last round had the most epochs: the best is among them if there are any
    Trial best =
        (last.isEmpty() ? all : last)
            .stream().max(Comparator.comparingDouble(Trial::value)).orElse(null);
    Candidate<N> winner = new Candidate<>(network, start);
    for (int[] point : every()) {
      if (best != null && words(point).equals(best.setting())) {
        winner = candidate(point);
      }
    }
    return new TuningResult<>(List.copyOf(all), best, winner.network(), winner.options());
  }

  /** Trains one combination; {@code null} if it was interrupted. */
  private Trial trial(int[] point, int epochs, TrialFile file, RowSource train, RowSource valid) {
    String setting = words(point);
    Trial done = file.find(setting, epochs);
    if (done != null) {
      return done;
    }
    Candidate<N> candidate = candidate(point);
    long started = System.nanoTime();
    Trained trained =
        Trainer.oneOfSeveral(candidate.network(), candidate.options().epochs(epochs), train, valid);
    try {
      if (trained.interrupted() || trained.best() == null) {
        return null;
      }
      double value =
          candidate.options().monitor().entrySet().stream()
              .mapToDouble(e -> e.getValue() * trained.best().valid().get(e.getKey()))
              .sum();
      Trial trial =
          new Trial(
              setting,
              epochs,
              value,
              trained.best().valid().get("AUC"),
              trained.best().valid().get("logloss"),
              (System.nanoTime() - started) / 1e9);
      file.add(trial);
      return trial;
    } finally {
      trained.network().parameters().close();
    }
  }

  private Candidate<N> candidate(int[] point) {
    Candidate<N> candidate = new Candidate<>(network, start);
    for (int a = 0; a < point.length; a++) {
      candidate = axes.get(a).change().apply(candidate, point[a]);
    }
    return candidate;
  }

  private String words(int[] point) {
    return String.join(
        ", ",
        IntStream.range(0, point.length)
            .mapToObj(a -> axes.get(a).name() + " " + axes.get(a).values().get(point[a]))
            .toList());
  }

  private List<int[]> every() {
    List<int[]> points = new ArrayList<>();
    points.add(new int[0]);
    for (Axis<N> axis : axes) {
      List<int[]> longer = new ArrayList<>();
      for (int[] point : points) {
        for (int i = 0; i < axis.values().size(); i++) {
          int[] more = Arrays.copyOf(point, point.length + 1);
          more[point.length] = i;
          longer.add(more);
        }
      }
      points = longer;
    }
    return points;
  }

  private List<int[]> drawn() {
    List<int[]> all = every();
    Collections.shuffle(all, new Random(seed));
    return all.subList(0, Math.min(count, all.size()));
  }

  private List<int[]> better(List<int[]> points, List<Trial> round) {
    Set<Integer> left = new LinkedHashSet<>();
    IntStream.range(0, points.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -round.get(i).value()))
        .limit(Math.max(1, points.size() / 2))
        .forEach(left::add);
    return IntStream.range(0, points.size()).filter(left::contains).mapToObj(points::get).toList();
  }
}
