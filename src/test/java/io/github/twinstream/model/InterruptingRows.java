package io.github.twinstream.model;

import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.RowSource;
import io.github.twinstream.feature.Schema;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows that interrupt the thread that made them once so many labels were read. */
record InterruptingRows(EncodedRows of, AtomicInteger left, Thread trainer) implements RowSource {
  InterruptingRows(EncodedRows of, int labels) {
    this(of, new AtomicInteger(labels), Thread.currentThread());
  }

  @Override
  public Schema schema() {
    return of.schema();
  }

  @Override
  public int rows() {
    return of.rows();
  }

  @Override
  public boolean labelled() {
    return of.labelled();
  }

  @Override
  public void ids(int row, int[] into) {
    of.ids(row, into);
  }

  @Override
  public void numbers(int row, float[] into) {
    of.numbers(row, into);
  }

  @Override
  public float label(int row) {
    if (left.decrementAndGet() == 0) {
      trainer.interrupt();
    }
    return of.label(row);
  }
}
