package io.github.twinstream.explain;

import io.github.twinstream.table.DataTable;

/** Whatever gives each row a score, higher is better: a model, a bundle that serves, a baseline. */
@FunctionalInterface
public interface Scorer {
  /** One finite score a row, in the rows' order. */
  double[] score(DataTable rows);
}
