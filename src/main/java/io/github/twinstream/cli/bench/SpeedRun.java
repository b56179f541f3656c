package io.github.twinstream.cli.bench;

import io.github.twinstream.engine.Djl;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.Parameters;
import io.github.twinstream.train.Regularizer;
import io.github.twinstream.train.RowScorer;
import io.github.twinstream.train.Scoring;
import io.github.twinstream.train.TrainOptions;
import io.github.twinstream.train.Trained;
import io.github.twinstream.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rounds in which the yardstick, each batch size, bulk scoring and single rows take turns, so that
 * whatever else the machine does falls on all alike. The first round warms up and is dropped.
 */
final class SpeedRun implements AutoCloseable {
  /**
   * Rows a round trains with one batch size: some steps of the largest, seconds of the smallest.
   */
  private static final int SMALL_BATCH_STEPS = 24;

  private static final int SINGLE_ROWS = 400;

  private final NetworkSpec spec;
  private final GeneratedRows rows;
  private final List<Integer> batches;
  private final Network network;
  private final Gemm gemm;
  private final RowScorer single;
  private final List<Double> gemmRates = new ArrayList<>();
  private final Map<Integer, List<Double>> trainRates = new LinkedHashMap<>();
  private final List<Double> scoreRates = new ArrayList<>();
  private final List<Double> singleMicros = new ArrayList<>();
  private boolean warm;

  SpeedRun(NetworkSpec spec, GeneratedRows rows, List<Integer> batches) {
    this.spec = spec;
    this.rows = rows;
    this.batches = batches;
    this.network = spec.build(rows.schema(), new Parameters(Djl.manager(), 1));
    this.gemm = new Gemm(network);
    this.single = RowScorer.of(network, rows.schema());
    batches.forEach(batch -> trainRates.put(batch, new ArrayList<>()));
    round();
    warm = true;
  }

  /** One turn for each. */
  void round() {
    add(gemmRates, gemm.rate());
    for (int batch : batches) {
      add(trainRates.get(batch), trainRate(batch));
    }
    long started = System.nanoTime();
    Scoring.score(network, rows);
    add(scoreRates, rows.rows() / seconds(started));
    int[] ids = new int[rows.schema().idWidth()];
    float[] numbers = new float[rows.schema().numericWidth()];
    for (int row = 0; row < SINGLE_ROWS; row++) {
      int at = row % rows.rows();
      rows.ids(at, ids);
      rows.numbers(at, numbers);
      long begun = System.nanoTime();
      single.score(ids, numbers);
      add(singleMicros, 1e6 * seconds(begun));
    }
  }

  /** Of the second of two epochs: in the first, the system gives the training its memory. */
  private double trainRate(int batch) {
    int count = (int) Math.min(rows.rows(), Math.max(4096L, (long) SMALL_BATCH_STEPS * batch));
    TrainOptions options =
        TrainOptions.DEFAULT
            .epochs(2)
            .batchSize(batch)
            .regularizers(Regularizer.l2(spec.embeddingRegularizer()), Regularizer.NONE);
    Trained trained = Trainer.train(spec, options, rows.more(count, 2), rows.more(64, 3));
    trained.network().parameters().close();
    return trained.history().get(1).rowsPerSecond();
  }

  private void add(List<Double> to, double figure) {
    if (warm) {
      to.add(figure);
    }
  }

  /** Medians; shares are of the round's own yardstick. */
  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("gemm_gflops", round(quantile(gemmRates, 0.5) / 1e9, 10));
    figures.put("mflop_per_row_forward", round(gemm.flopsPerRow() / 1e6, 100));
    figures.put("parameters", network.parameters().count());
    trainRates.forEach(
        (batch, rates) -> {
          figures.put("train_rows_per_s_batch_" + batch, Math.rint(quantile(rates, 0.5)));
          figures.put("train_share_of_gemm_batch_" + batch, share(rates, 3 * gemm.flopsPerRow()));
        });
    figures.put("score_rows_per_s", Math.rint(quantile(scoreRates, 0.5)));
    figures.put("score_share_of_gemm", share(scoreRates, gemm.flopsPerRow()));
    figures.put("one_row_us_p50", Math.rint(quantile(singleMicros, 0.5)));
    figures.put("one_row_us_p99", Math.rint(quantile(singleMicros, 0.99)));
    return figures;
  }

  private double share(List<Double> rates, double flops) {
    List<Double> shares = new ArrayList<>();
    for (int round = 0; round < rates.size(); round++) {
      shares.add(rates.get(round) * flops / gemmRates.get(round));
    }
    return round(quantile(shares, 0.5), 1000);
  }

  private static double quantile(List<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(v -> v).toArray();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  private static double round(double value, double parts) {
    return Math.rint(value * parts) / parts;
  }

  private static double seconds(long started) {
    return (System.nanoTime() - started) / 1e9;
  }

  @Override
  public void close() {
    network.parameters().close();
  }
}
