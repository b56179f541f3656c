package io.github.twinstream.train;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How a network is trained: the {@code t} in {@code train(finalMlp(), t -> t.epochs(10))}.
 * Immutable; each method gives a changed copy.
 *
 * @param epochs passes over the training rows at most; at least 1
 * @param batchSize rows a step; at least 1
 * @param learningRate the rate at the start; above 0
 * @param optimizer the rule by which parameters move
 * @param schedule how the rate goes from step to step
 * @param loss what is made small
 * @param embeddingRegularizer the penalty on embedding tables and numeric vectors
 * @param netRegularizer the penalty on all other parameters
 * @param maxGradientNorm the norm to which all gradients together are clipped
 * @param shuffle whether each epoch takes the rows in a new order
 * @param monitor weights of the validation metrics, {@code AUC} and {@code logloss}, that are
 *     watched; their weighted sum is to rise
 * @param patience evaluations without improvement after which training stops
 * @param reduceRate whether each evaluation without improvement cuts the rate to a tenth
 * @param seed of initial values, shuffling and dropout
 * @param device where the tensors live and the arithmetic is done
 * @param checkpoints the folder that the training is kept in while it runs; empty for none
 */
public record TrainOptions(
    int epochs,
    int batchSize,
    double learningRate,
    Optimization optimizer,
    Schedule schedule,
    Loss loss,
    Regularizer embeddingRegularizer,
    Regularizer netRegularizer,
    double maxGradientNorm,
    boolean shuffle,
    Map<String, Double> monitor,
    int patience,
    boolean reduceRate,
    long seed,
    DeviceChoice device,
    String checkpoints) {

  /** Names of the metrics that can be watched. */
  static final List<String> METRICS = List.of("AUC", "logloss");

  /** 10 epochs of batches of 4096, rate 1e-3, patience 2 on AUC, seed 2021: the article's. */
  public static final TrainOptions DEFAULT =
      new TrainOptions(
          10,
          4096,
          1e-3,
          Optimization.ADAM,
          Schedule.CONSTANT,
          Loss.CROSS_ENTROPY,
          Regularizer.NONE,
          Regularizer.NONE,
          10,
          true,
          Map.of("AUC", 1.0),
          2,
          true,
          2021,
          DeviceChoice.CPU,
          "");

  /** Checks the ranges. */
  public TrainOptions {
    require(epochs >= 1, "epochs", epochs, "at least 1");
    require(batchSize >= 1, "batchSize", batchSize, "at least 1");
    require(learningRate > 0, "learningRate", learningRate, "above 0");
    require(maxGradientNorm > 0, "maxGradientNorm", maxGradientNorm, "above 0");
    require(patience >= 1, "patience", patience, "at least 1");
    monitor = Map.copyOf(monitor);
    for (String metric : monitor.keySet()) {
      if (!METRICS.contains(metric)) {
        throw new ConfigException(Messages.unknown("metric to monitor", metric, METRICS));
      }
    }
  }

  private static void require(boolean holds, String option, Object given, String allowed) {
    if (!holds) {
      throw new ConfigException(Messages.outOfRange(option, given, allowed));
    }
  }

  /** At most so many passes over the training rows. */
  public TrainOptions epochs(int count) {
    return edit(draft -> draft.epochs = count);
  }

  /** So many rows a step. */
  public TrainOptions batchSize(int rows) {
    return edit(draft -> draft.batchSize = rows);
  }

  /** The learning rate at the start. */
  public TrainOptions learningRate(double rate) {
    return edit(draft -> draft.learningRate = rate);
  }

  /** Moves the parameters by this rule, e.g. {@code Optimization.sgd(0.9)}. */
  public TrainOptions optimizer(Optimization rule) {
    return edit(draft -> draft.optimizer = rule);
  }

  /** Moves the parameters by the rule of this name; see {@link Optimization#named}. */
  public TrainOptions optimizer(String name) {
    return optimizer(Optimization.named(name));
  }

  /** Lets the learning rate go so, e.g. {@code Schedule.cosineDecay().after(100)}. */
  public TrainOptions schedule(Schedule course) {
    return edit(draft -> draft.schedule = course);
  }

  /** Makes this small. */
  public TrainOptions loss(Loss what) {
    return edit(draft -> draft.loss = what);
  }

  /**
   * Makes the loss of this name small: {@code crossentropy}, {@code focal}, and, for rows with
   * groups, {@code bpr}, {@code softmax}, {@code lambdarank}.
   */
  public TrainOptions loss(String name) {
    return loss(Loss.named(name));
  }

  /** Penalties on the embeddings and on everything else. */
  public TrainOptions regularizers(Regularizer embedding, Regularizer net) {
    return edit(
        draft -> {
          draft.embeddingRegularizer = embedding;
          draft.netRegularizer = net;
        });
  }

  /** Clips all gradients together to this norm. */
  public TrainOptions maxGradientNorm(double norm) {
    return edit(draft -> draft.maxGradientNorm = norm);
  }

  /** Whether each epoch takes the rows in a new order. */
  public TrainOptions shuffle(boolean on) {
    return edit(draft -> draft.shuffle = on);
  }

  /** Watches {@code AUC} (to rise) or {@code logloss} (to fall) on the validation rows. */
  public TrainOptions earlyStopping(String metric, int evaluations) {
    return earlyStopping(Map.of(metric, metric.equals("logloss") ? -1.0 : 1.0), evaluations);
  }

  /** Watches a weighted sum of metrics, which is to rise. */
  public TrainOptions earlyStopping(Map<String, Double> weights, int evaluations) {
    return edit(
        draft -> {
          draft.monitor = weights;
          draft.patience = evaluations;
        });
  }

  /** Whether each evaluation without improvement cuts the rate to a tenth. */
  public TrainOptions reduceRate(boolean on) {
    return edit(draft -> draft.reduceRate = on);
  }

  /** The seed of initial values, shuffling and dropout. */
  public TrainOptions seed(long value) {
    return edit(draft -> draft.seed = value);
  }

  /** Where the tensors live and the arithmetic is done, e.g. {@code gpuIfPresent()}. */
  public TrainOptions device(DeviceChoice choice) {
    return edit(draft -> draft.device = choice);
  }

  /**
   * Keeps the training in this folder: behind each epoch, and every five minutes within one. If it
   * is ended from outside, {@code streams.resume(folder)} goes on with it. A search and a
   * comparison train several models: each has a folder of its own below this one, and the same call
   * goes on.
   */
  public TrainOptions checkpoints(String folder) {
    return edit(draft -> draft.checkpoints = folder);
  }

  private TrainOptions edit(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** The options while one of them changes. */
  private static final class Draft {
    private int epochs;
    private int batchSize;
    private double learningRate;
    private Optimization optimizer;
    private Schedule schedule;
    private Loss loss;
    private Regularizer embeddingRegularizer;
    private Regularizer netRegularizer;
    private double maxGradientNorm;
    private boolean shuffle;
    private Map<String, Double> monitor;
    private int patience;
    private boolean reduceRate;
    private long seed;
    private DeviceChoice device;
    private String checkpoints;

    private Draft(TrainOptions options) {
      epochs = options.epochs;
      batchSize = options.batchSize;
      learningRate = options.learningRate;
      optimizer = options.optimizer;
      schedule = options.schedule;
      loss = options.loss;
      embeddingRegularizer = options.embeddingRegularizer;
      netRegularizer = options.netRegularizer;
      maxGradientNorm = options.maxGradientNorm;
      shuffle = options.shuffle;
      monitor = options.monitor;
      patience = options.patience;
      reduceRate = options.reduceRate;
      seed = options.seed;
      device = options.device;
      checkpoints = options.checkpoints;
    }

    private TrainOptions done() {
      return new TrainOptions(
          epochs,
          batchSize,
          learningRate,
          optimizer,
          schedule,
          loss,
          embeddingRegularizer,
          netRegularizer,
          maxGradientNorm,
          shuffle,
          monitor,
          patience,
          reduceRate,
          seed,
          device,
          checkpoints);
    }
  }
}
