package io.github.twinstream.train;

import io.github.twinstream.feature.RowSource;
import io.github.twinstream.feature.Schema;

/** Rows that are others' rows in all but what a test overrides. */
class OtherRows implements RowSource {
  private final RowSource rows;

  OtherRows(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Schema schema() {
    return rows.schema();
  }

  @Override
  public int rows() {
    return rows.rows();
  }

  @Override
  public boolean labelled() {
    return rows.labelled();
  }

  @Override
  public void ids(int row, int[] into) {
    rows.ids(row, into);
  }

  @Override
  public void numbers(int row, float[] into) {
    rows.numbers(row, into);
  }

  @Override
  public float label(int row) {
    return rows.label(row);
  }
}
