package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.twinstream.feature.RowSource;
import io.github.twinstream.model.Batch;
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
final class Batches implements Feed {
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

  @Override
  public void start(int[] newOrder) {
    order = newOrder;
    from = 0;
    prepare();
  }

  @Override
  public Portion next() {
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
    return new CutPortion(inputs, ready);
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

  /** A cut on its way to the device. */
  record CutPortion(EmbeddingLayer layer, Cut cut) implements Portion {
    @Override
    public int rows() {
      return cut.rows();
    }

    @Override
    public Batch inputs(NDManager manager) {
      return layer.batch(cut, manager);
    }

    @Override
    public NDArray labels(NDManager manager) {
      return manager.create(cut.labels(), new Shape(cut.rows(), 1), DataType.FLOAT32);
    }

    @Override
    public BatchGroups groups() {
      float[] labels = new float[cut.rows()];
      cut.labels().asFloatBuffer().get(labels);
      return new BatchGroups(cut.groups(), labels);
    }
  }
}
