package io.github.twinstream.kernel.render;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Shows values in the running cell's output. Its methods take and give only JDK types, so libraries
 * can reach it by reflection and need not depend on the kernel.
 */
public final class Display {
  private static volatile DisplaySink sink;

  private Display() {}

  /** Whether code runs in this kernel, so that the other methods work. */
  public static boolean available() {
    return sink != null;
  }

  /** Names who takes what is shown; called once by the kernel. */
  public static void connect(DisplaySink to) {
    sink = to;
  }

  /**
   * Shows a value with its renderer.
   *
   * @return an id for {@link #updateDisplay(String, Object)}
   */
  public static String display(Object value) {
    String id = UUID.randomUUID().toString();
    sink().show(sink().render(value), id, false);
    return id;
  }

  /**
   * Shows ready-made forms of one value, e.g. {@code Map.of("text/html", "<b>9</b>", "text/plain",
   * "9")}. Values are strings, or anything JSON can hold; {@code byte[]} is encoded as base64.
   *
   * @return an id for {@link #updateMime(String, Map)}
   */
  public static String displayMime(Map<String, ?> forms) {
    String id = UUID.randomUUID().toString();
    sink().show(MimeBundle.of(forms), id, false);
    return id;
  }

  /** Shows ready-made forms under an id of your own. */
  public static void displayMime(String id, Map<String, ?> forms) {
    sink().show(MimeBundle.of(forms), id, false);
  }

  /** Replaces what was shown under the id, wherever it stands. */
  public static void updateDisplay(String id, Object value) {
    sink().show(sink().render(value), id, true);
  }

  /** Replaces what was shown under the id by ready-made forms. */
  public static void updateMime(String id, Map<String, ?> forms) {
    sink().show(MimeBundle.of(forms), id, true);
  }

  /**
   * Clears the cell's output.
   *
   * @param wait whether to clear only when the next output comes, which does not flicker
   */
  public static void clearOutput(boolean wait) {
    sink().clear(wait);
  }

  /** Adds a renderer for a type and its subtypes; the one added last goes first. */
  public static <T> void register(Class<T> type, Function<? super T, Map<String, ?>> renderer) {
    sink().register(type, renderer);
  }

  /** Reads a line from the person at the notebook. */
  public static String readLine(String prompt) {
    return sink().ask(prompt, false);
  }

  /** Reads a line that is not shown while it is typed. */
  public static String readPassword(String prompt) {
    return sink().ask(prompt, true);
  }

  private static DisplaySink sink() {
    DisplaySink current = sink;
    if (current == null) {
      throw new IllegalStateException(
          "Display works in a cell of the Twinstream kernel only; this JVM runs none");
    }
    return current;
  }
}
