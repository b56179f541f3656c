package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.twinstream.feature.RowSource;
import io.github.twinstream.model.Batch;
import io.github.twinstream.model.Cut;
import io.github.twinstream.model.EmbeddingLayer;
import java.util.stream.IntStream;

/**
 * Batches of rows whose tensors stay on a device for a whole training: a batch copies there which
 * rows it has, and not the rows.
 */
final class ResidentRows implements Feed {
  /** Bytes that rows may take on the device. */
  private static final long ROOM = 1L << 30;

  private final RowSource rows;
  private final int size;
  private final NDManager held;
  private final Batch all;
  private final NDArray labels;
  private int[] order = new int[0];
  private int from;

  /**
   * @param size rows a batch; a pass's last one may be shorter
   * @param manager of the device
   */
  ResidentRows(EmbeddingLayer inputs, RowSource rows, int size, NDManager manager) {
    this.rows = rows;
    this.size = size;
    this.held = manager.newSubManager();
    int[] every = IntStream.range(0, rows.rows()).toArray();
    Cut cut = inputs.cut(rows, every, 0, every.length, new Cut());
    Portion whole = new Batches.CutPortion(inputs, cut);
    this.all = whole.inputs(held);
    this.labels = whole.labels(held);
  }

  /** Whether the rows are few enough to stay on a device: at most 1 GiB. */
  static boolean fit(EmbeddingLayer inputs, RowSource rows) {
    return inputs.bytesPerRow() * rows.rows() <= ROOM;
  }

  @Override
  public void start(int[] newOrder) {
    order = newOrder;
    from = 0;
  }

  @Override
  public Portion next() {
    if (from >= order.length) {
      return null;
    }
    int start = from;
    from = Math.min(order.length, from + size);
    return new Taken(start, from);
  }

  @Override
  public void close() {
    held.close();
  }

  private final class Taken implements Portion {
    private final int start;
    private final int end;
    private NDArray places;

    private Taken(int start, int end) {
      this.start = start;
      this.end = end;
    }

    @Override
    public int rows() {
      return end - start;
    }

    @Override
    public Batch inputs(NDManager manager) {
      NDArray which = places(manager);
      return new Batch(
          taken(all.ids(), which), taken(all.mask(), which), taken(all.numeric(), which), rows());
    }

    @Override
    public NDArray labels(NDManager manager) {
      return taken(labels, places(manager));
    }

    private NDArray places(NDManager manager) {
      if (places == null) {
        long[] chosen = IntStream.range(start, end).mapToLong(i -> order[i]).toArray();
        places = manager.create(chosen, new Shape(chosen.length));
      }
      return places;
    }

    @Override
    public BatchGroups groups() {
      int[] groups = new int[rows()];
      float[] wanted = new float[groups.length];
      for (int i = 0; i < groups.length; i++) {
        groups[i] = rows.group(order[start + i]);
        wanted[i] = rows.label(order[start + i]);
      }
      return new BatchGroups(groups, wanted);
    }
  }

  private static NDArray taken(NDArray held, NDArray places) {
    return held == null ? null : held.get(places);
  }
}
