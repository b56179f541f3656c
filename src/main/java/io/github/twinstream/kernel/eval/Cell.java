package io.github.twinstream.kernel.eval;

/**
 * A cell that runs or ran.
 *
 * @param number the number in front of the cell; 0 for code that the kernel runs itself
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
    return number > 0 ? "cell " + number : "startup code";
  }
}
