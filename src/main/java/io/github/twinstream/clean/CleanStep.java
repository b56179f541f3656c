package io.github.twinstream.clean;

import io.github.twinstream.table.DataTable;

/** One cleaning step: a small value that makes a new table from a table. */
public interface CleanStep {
  /** What the step does, for the report, the provenance and errors: the call that asks for it. */
  String words();

  /**
   * The table that the step makes; the one given is left as it is.
   *
   * @throws io.github.twinstream.error.DataException if the table has no such column, or the column
   *     holds what the step cannot work on
   */
  Outcome apply(DataTable table);

  /**
   * What a step has made.
   *
   * @param table the table
   * @param cellsChanged how many cells of it hold something else than before, new cells that are
   *     not missing included, dropped rows and columns not
   */
  record Outcome(DataTable table, long cellsChanged) {}
}
