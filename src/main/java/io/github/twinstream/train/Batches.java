package io.github.twinstream.train;

import io.github.twinstream.feature.RowSource;
import io.github.twinstream.model.Cut;
import io.github.twinstream.model.EmbeddingLayer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The batches of a pass over the rows, the next one cut by another thread while the current one is
 * worked on. Two buffers take turns: a batch is valid until the next one is asked for.
 */
final class Batches implements AutoCloseable {
  private final EmbeddingLayer inputs;
  private final RowSource rows;
  private final int size;
  private final Cut[] cuts = {new Cut(), new Cut()};
  private final ExecutorService cutter =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "twinstream-batches");
            thread.setDaemon(true);
            return thread;
          });
  private int[] order;
  private CompletableFuture<Cut> next;
  private int from;
  private int turn;

  /**
   * @param size rows a batch; a pass's last one may be shorter
   */
  Batches(EmbeddingLayer inputs, RowSource rows, int size) {
    this.inputs = inputs;
    this.rows = rows;
    this.size = size;
  }

  /** Begins a pass over the rows in this order, which must not change until its end. */
  void start(int[] newOrder) {
    order = newOrder;
    from = 0;
    prepare();
  }

  /** The next batch, or {@code null} behind the last one. */
  Cut next() {
    if (next == null) {
      return null;
    }
    Cut ready;
    try {
      ready = next.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    prepare();
    return ready;
  }

  private void prepare() {
    if (from >= order.length) {
      next = null;
      return;
    }
    int start = from;
    int end = Math.min(order.length, start + size);
    int[] pass = order;
    Cut free = cuts[turn];
    next = CompletableFuture.supplyAsync(() -> inputs.cut(rows, pass, start, end, free), cutter);
    from = end;
    turn = 1 - turn;
  }

  @Override
  public void close() {
    cutter.shutdown();
  }
}
