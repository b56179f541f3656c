package io.github.twinstream.error;

/** An option cannot be used: the message names it, the value given and what is allowed. */
public class ConfigException extends IllegalArgumentException {
  /**
   * @param message what failed, the value given, what is allowed, the next step
   */
  public ConfigException(String message) {
    super(message);
  }
}
