package io.github.twinstream.error;

/** Something in the data cannot be used: the message names the file or column, and the value. */
public class DataException extends RuntimeException {
  /**
   * @param message what failed, the value given, what is allowed, the next step
   */
  public DataException(String message) {
    super(message);
  }

  /**
   * @param message what failed, the value given, what is allowed, the next step
   * @param cause what was thrown beneath
   */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
