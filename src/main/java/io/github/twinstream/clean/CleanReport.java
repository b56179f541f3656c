package io.github.twinstream.clean;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import java.util.List;
import java.util.Locale;

/**
 * What each cleaning step did.
 *
 * @param steps one entry a step, in order
 * @param rowsIn rows before the first step
 */
public record CleanReport(int rowsIn, List<Entry> steps) implements Displayable {
  /**
   * What one step did.
   *
   * @param words the call that asked for it
   * @param rowsIn rows before
   * @param rowsOut rows after
   * @param cellsChanged cells that hold something else than before; see {@link CleanStep.Outcome}
   */
  public record Entry(String words, int rowsIn, int rowsOut, long cellsChanged) {}

  /** Copies the list. */
  public CleanReport {
    steps = List.copyOf(steps);
  }

  /** Rows after the last step. */
  public int rowsOut() {
    return steps.isEmpty() ? rowsIn : steps.get(steps.size() - 1).rowsOut();
  }

  @Override
  public String toString() {
    return grid().toString();
  }

  @Override
  public String toHtml() {
    return grid().toHtml();
  }

  private Grid grid() {
    Grid grid = new Grid("", "step", "rows in", "rows out", "rows dropped", "cells changed");
    for (Entry step : steps) {
      grid.row(
          step.words(),
          count(step.rowsIn()),
          count(step.rowsOut()),
          count(step.rowsIn() - step.rowsOut()),
          count(step.cellsChanged()));
    }
    grid.note(count(rowsIn) + " rows in, " + count(rowsOut()) + " rows out");
    steps.stream()
        .filter(step -> step.rowsIn() > 0 && step.rowsOut() == 0)
        .forEach(step -> grid.note("No row is left: " + step.words() + " dropped the last."));
    return grid;
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
