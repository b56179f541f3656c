package io.github.twinstream.kernel.eval;

/**
 * How a cell ended.
 *
 * @param error what went wrong; {@code null} when nothing did
 * @param hasValue whether the cell's last snippet was an expression with a value
 * @param value that value; may be {@code null}
 */
public record CellResult(ErrorReport error, boolean hasValue, Object value) {
  /** Ended well, without a value. */
  public static final CellResult DONE = new CellResult(null, false, null);

  /** Ended with an error. */
  public static CellResult failed(ErrorReport error) {
    return new CellResult(error, false, null);
  }

  /** Ended with a value. */
  public static CellResult of(Object value) {
    return new CellResult(null, true, value);
  }
}
