package io.github.twinstream.baseline;

import io.github.twinstream.table.DataTable;

/** A fitted baseline whose scores are made probabilities on the validation rows. */
record Calibrated(FittedBaseline raw, Platt platt) implements FittedBaseline {
  /** Fits the curve on the validation rows, on the training rows when there are none. */
  static Calibrated on(LearningRows rows, FittedBaseline raw) {
    DataTable seen = rows.valid().rows() > 0 ? rows.valid() : rows.train();
    return new Calibrated(raw, Platt.fit(raw.score(seen), seen.numbers(rows.label())));
  }

  @Override
  public double[] score(DataTable rows) {
    return platt.of(raw.score(rows));
  }

  @Override
  public long parameters() {
    return raw.parameters() < 0 ? -1 : raw.parameters() + 2;
  }

  @Override
  public double peakMegabytes() {
    return raw.peakMegabytes();
  }

  @Override
  public String found() {
    return raw.found();
  }

  @Override
  public void close() {
    raw.close();
  }
}
