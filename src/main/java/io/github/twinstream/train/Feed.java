package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.twinstream.feature.RowSource;
import io.github.twinstream.model.Batch;
import io.github.twinstream.model.Network;

/** Where a training's batches come from: one pass over the rows at a time. */
interface Feed extends AutoCloseable {
  /** A batch; valid until the next one is asked for. */
  interface Portion {
    /** How many rows it has. */
    int rows();

    /** The network's inputs, in the caller's scope. */
    Batch inputs(NDManager manager);

    /** The labels, shape (rows, 1), in the caller's scope. */
    NDArray labels(NDManager manager);

    /** The rows' groups and labels, for losses that compare rows of a group. */
    BatchGroups groups();
  }

  /** Begins a pass over the rows in this order, which must not change until its end. */
  void start(int[] order);

  /** The next batch, or {@code null} behind the last one. */
  Portion next();

  @Override
  void close();

  /**
   * The batches of these rows: taken out of tensors that stay on the network's GPU if it is on one
   * and the rows fit there, otherwise cut one by one.
   *
   * @param size rows a batch; a pass's last one may be shorter
   */
  static Feed of(Network network, RowSource rows, int size) {
    NDManager manager = network.parameters().manager();
    return manager.getDevice().isGpu() && ResidentRows.fit(network.inputs(), rows)
        ? new ResidentRows(network.inputs(), rows, size, manager)
        : new Batches(network.inputs(), rows, size);
  }
}
