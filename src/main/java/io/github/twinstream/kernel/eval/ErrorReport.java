package io.github.twinstream.kernel.eval;

import java.util.List;

/**
 * An error as the front end shows it.
 *
 * @param name the kind of error, such as {@code CompilationError} or an exception's class
 * @param message what went wrong, in one line or a few
 * @param traceback the lines to show; may hold ANSI colours
 */
public record ErrorReport(String name, String message, List<String> traceback) {
  /** A report whose trace is the message itself. */
  public static ErrorReport of(String name, String message) {
    return new ErrorReport(name, message, List.of(red(name) + ": " + message));
  }

  static String red(String text) {
    return "\u001b[31m" + text + "\u001b[0m";
  }

  static String dim(String text) {
    return "\u001b[2m" + text + "\u001b[0m";
  }
}
