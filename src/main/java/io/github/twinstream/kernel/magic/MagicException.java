package io.github.twinstream.kernel.magic;

/** A magic that cannot do what it was told; the message is for the person at the notebook. */
public final class MagicException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says what failed, what was given and what is allowed. */
  public MagicException(String message) {
    super(message);
  }

  /** The same, with the failure below it. */
  public MagicException(String message, Throwable cause) {
    super(message, cause);
  }
}
