package io.github.twinstream.kernel.eval;

/**
 * How a cell ended.
 *
 * @param error what went wrong; {@code null} when nothing did
 * @param hasValue whether the cell's last snippet was an expression with a value
 * @param value that value; may be {@code null}
 */
public record CellResult(ErrorReport error, boolean hasValue, Object value) {
  static final CellResult DONE = new CellResult(null, false, null);

  static CellResult failed(ErrorReport error) {
    return new CellResult(error, false, null);
  }

  static CellResult of(Object value) {
    return new CellResult(null, true, value);
  }
}
