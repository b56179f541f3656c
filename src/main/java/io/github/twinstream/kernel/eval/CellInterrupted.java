package io.github.twinstream.kernel.eval;

/** Ends a cell's code at its next loop turn or method call after an interrupt. */
public final class CellInterrupted extends Error {
  private static final long serialVersionUID = 1L;

  CellInterrupted() {
    super("the cell was interrupted");
  }
}
