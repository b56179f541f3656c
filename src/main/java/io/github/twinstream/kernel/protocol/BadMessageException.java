package io.github.twinstream.kernel.protocol;

/** Frames that are no message: cut short, not JSON, or wrongly signed. */
public final class BadMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong with the frames. */
  public BadMessageException(String message) {
    super(message);
  }
}
