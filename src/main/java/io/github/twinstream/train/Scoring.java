package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.Pass;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.util.stream.IntStream;

/** Probabilities of encoded rows, in large batches. */
public final class Scoring {
  private static final int BATCH = 2048;

  private Scoring() {}

  /**
   * One probability a row, in the rows' order.
   *
   * @throws java.util.concurrent.CancellationException if an interrupt was requested
   */
  public static double[] score(Network network, EncodedRows rows) {
    double[] scores = new double[rows.rows()];
    int[] order = IntStream.range(0, rows.rows()).toArray();
    try (Progress.Task task = Progress.start("score", rows.rows())) {
      for (int from = 0; from < order.length; from += BATCH) {
        Interrupts.check("scoring");
        int to = Math.min(order.length, from + BATCH);
        try (NDManager manager = network.parameters().manager().newSubManager();
            NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          NDArray logits =
              network.logits(network.inputs().batch(rows, order, from, to, manager), Pass.SCORING);
          float[] part = logits.getNDArrayInternal().sigmoid().toFloatArray();
          for (int i = 0; i < part.length; i++) {
            scores[from + i] = part[i];
          }
        }
        task.advance(to - from);
      }
    }
    return scores;
  }
}
