package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.github.twinstream.feature.RowSource;
import io.github.twinstream.model.Cut;
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
  public static double[] score(Network network, RowSource rows) {
    double[] scores = new double[rows.rows()];
    int[] order = IntStream.range(0, rows.rows()).toArray();
    Cut cut = new Cut();
    try (Progress.Task task = Progress.start("score", rows.rows())) {
      for (int from = 0; from < order.length; from += BATCH) {
        Interrupts.check("scoring");
        int to = Math.min(order.length, from + BATCH);
        try (NDManager manager = network.parameters().manager().newSubManager();
            NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          network.inputs().cut(rows, order, from, to, cut);
          NDArray logits = network.logits(network.inputs().batch(cut, manager), Pass.SCORING);
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
