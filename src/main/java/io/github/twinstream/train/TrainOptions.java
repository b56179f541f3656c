package io.github.twinstream.train;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a network is trained: the {@code t} in {@code train(finalMlp(), t -> t.epochs(10))}.
 * Immutable; each method gives a changed copy.
 *
 * @param epochs passes over the training rows at most; at least 1
 * @param batchSize rows a step; at least 1
 * @param learningRate Adam's rate at the start; above 0
 * @param embeddingRegularizer the penalty on embedding tables and numeric vectors
 * @param netRegularizer the penalty on all other parameters
 * @param maxGradientNorm the norm to which all gradients together are clipped
 * @param shuffle whether each epoch takes the rows in a new order
 * @param monitor weights of the validation metrics, {@code AUC} and {@code logloss}, that are
 *     watched; their weighted sum is to rise
 * @param patience evaluations without improvement after which training stops
 * @param reduceRate whether each evaluation without improvement cuts the rate to a tenth
 * @param seed of initial values, shuffling and dropout
 */
public record TrainOptions(
    int epochs,
    int batchSize,
    double learningRate,
    Regularizer embeddingRegularizer,
    Regularizer netRegularizer,
    double maxGradientNorm,
    boolean shuffle,
    Map<String, Double> monitor,
    int patience,
    boolean reduceRate,
    long seed) {

  /** Names of the metrics that can be watched. */
  static final List<String> METRICS = List.of("AUC", "logloss");

  /** 10 epochs of batches of 4096, rate 1e-3, patience 2 on AUC, seed 2021: the article's. */
  public static final TrainOptions DEFAULT =
      new TrainOptions(
          10,
          4096,
          1e-3,
          Regularizer.NONE,
          Regularizer.NONE,
          10,
          true,
          Map.of("AUC", 1.0),
          2,
          true,
          2021);

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
    return new TrainOptions(
        count,
        batchSize,
        learningRate,
        embeddingRegularizer,
        netRegularizer,
        maxGradientNorm,
        shuffle,
        monitor,
        patience,
        reduceRate,
        seed);
  }

  /** So many rows a step. */
  public TrainOptions batchSize(int rows) {
    return new TrainOptions(
        epochs,
        rows,
        learningRate,
        embeddingRegularizer,
        netRegularizer,
        maxGradientNorm,
        shuffle,
        monitor,
        patience,
        reduceRate,
        seed);
  }

  /** Adam's rate at the start. */
  public TrainOptions learningRate(double rate) {
    return new TrainOptions(
        epochs,
        batchSize,
        rate,
        embeddingRegularizer,
        netRegularizer,
        maxGradientNorm,
        shuffle,
        monitor,
        patience,
        reduceRate,
        seed);
  }

  /** Penalties on the embeddings and on everything else. */
  public TrainOptions regularizers(Regularizer embedding, Regularizer net) {
    return new TrainOptions(
        epochs,
        batchSize,
        learningRate,
        embedding,
        net,
        maxGradientNorm,
        shuffle,
        monitor,
        patience,
        reduceRate,
        seed);
  }

  /** Clips all gradients together to this norm. */
  public TrainOptions maxGradientNorm(double norm) {
    return new TrainOptions(
        epochs,
        batchSize,
        learningRate,
        embeddingRegularizer,
        netRegularizer,
        norm,
        shuffle,
        monitor,
        patience,
        reduceRate,
        seed);
  }

  /** Whether each epoch takes the rows in a new order. */
  public TrainOptions shuffle(boolean on) {
    return new TrainOptions(
        epochs,
        batchSize,
        learningRate,
        embeddingRegularizer,
        netRegularizer,
        maxGradientNorm,
        on,
        monitor,
        patience,
        reduceRate,
        seed);
  }

  /** Watches {@code AUC} (to rise) or {@code logloss} (to fall) on the validation rows. */
  public TrainOptions earlyStopping(String metric, int evaluations) {
    return earlyStopping(Map.of(metric, metric.equals("logloss") ? -1.0 : 1.0), evaluations);
  }

  /** Watches a weighted sum of metrics, which is to rise. */
  public TrainOptions earlyStopping(Map<String, Double> weights, int evaluations) {
    return new TrainOptions(
        epochs,
        batchSize,
        learningRate,
        embeddingRegularizer,
        netRegularizer,
        maxGradientNorm,
        shuffle,
        new LinkedHashMap<>(weights),
        evaluations,
        reduceRate,
        seed);
  }

  /** Whether each evaluation without improvement cuts the rate to a tenth. */
  public TrainOptions reduceRate(boolean on) {
    return new TrainOptions(
        epochs,
        batchSize,
        learningRate,
        embeddingRegularizer,
        netRegularizer,
        maxGradientNorm,
        shuffle,
        monitor,
        patience,
        on,
        seed);
  }

  /** The seed of initial values, shuffling and dropout. */
  public TrainOptions seed(long value) {
    return new TrainOptions(
        epochs,
        batchSize,
        learningRate,
        embeddingRegularizer,
        netRegularizer,
        maxGradientNorm,
        shuffle,
        monitor,
        patience,
        reduceRate,
        value);
  }
}
