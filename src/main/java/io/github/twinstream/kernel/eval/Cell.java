package io.github.twinstream.kernel.eval;

/**
 * A cell that runs or ran.
 *
 * @param number the number in front of the cell; 0 for startup code, -1 for an expression that the
 *     front end asks for
 * @param out where the cell's text goes
 */
public record Cell(int number, TextSink out) {
  /** Takes the text that a cell prints. */
  @FunctionalInterface
  public interface TextSink {
    /** Takes text of {@code stdout} or {@code stderr}. */
    void text(String stream, String text);
  }

  /** The cell's name for people. */
  public String name() {
    return number > 0
        ? "cell " + number
        : number == 0 ? "startup code" : "the front end's expression";
  }
}
