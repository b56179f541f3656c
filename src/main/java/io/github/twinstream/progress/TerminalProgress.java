package io.github.twinstream.progress;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows progress in a terminal: one line that is rewritten in place or, when the output is piped, a
 * plain line at each task's end and every ten seconds. Tasks shorter than a second are not shown.
 */
public final class TerminalProgress implements ProgressListener {
  private static final int WIDTH = 24;
  private static final double PLAIN_INTERVAL_SECONDS = 10;

  private final PrintStream out;
  private final boolean inPlace;
  private final int columns;
  private int shown;
  private double lastPlain;

  /**
   * @param out where to print
   * @param inPlace whether the line can be rewritten with a carriage return
   */
  public TerminalProgress(PrintStream out, boolean inPlace) {
    this(out, inPlace, Integer.MAX_VALUE);
  }

  /**
   * @param out where to print
   * @param inPlace whether the line can be rewritten with a carriage return
   * @param columns how wide the terminal is: a line that breaks could not be rewritten, so its
   *     words are cut, and the time stays
   */
  public TerminalProgress(PrintStream out, boolean inPlace, int columns) {
    this.out = out;
    this.inPlace = inPlace;
    this.columns = columns;
  }

  @Override
  public synchronized void progressed(ProgressEvent event) {
    if (event.seconds() < 1) {
      return;
    }
    if (inPlace) {
      String line = line(event, columns - 1);
      out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
      shown = line.length();
      if (event.last()) {
        out.println();
        shown = 0;
      }
    } else if (event.last() || event.seconds() - lastPlain >= PLAIN_INTERVAL_SECONDS) {
      out.println(line(event, Integer.MAX_VALUE));
      lastPlain = event.last() ? 0 : event.seconds();
    }
    out.flush();
  }

  /** The bar, what is being done, and the time; what is being done gives way when it is narrow. */
  private static String line(ProgressEvent event, int widest) {
    String time = "";
    if (event.last()) {
      time = "  " + time(event.seconds());
    } else if (!Double.isNaN(event.secondsLeft())) {
      time = "  " + time(event.secondsLeft()) + " left";
    } else {
      time = "  " + time(event.seconds()) + " so far";
    }
    String bar = event.name() + bar(event);
    String detail = event.detail().isEmpty() ? "" : "  " + event.detail();
    String words = cut(bar + detail, Math.max(bar.length(), widest - time.length()));
    return cut(words.stripTrailing() + time, widest);
  }

  private static String bar(ProgressEvent event) {
    if (event.total() <= 0) {
      return event.done() > 0 ? String.format(Locale.ROOT, " %,d", event.done()) : "";
    }
    int filled = (int) Math.round(event.share() * WIDTH);
    return " ["
        + "=".repeat(filled)
        + " ".repeat(WIDTH - filled)
        + "] "
        + Math.round(100 * event.share())
        + "%";
  }

  private static String cut(String text, int widest) {
    return text.length() <= widest ? text : text.substring(0, Math.max(1, widest));
  }

  private static String time(double seconds) {
    return seconds < 60
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%d min %02d s", (int) seconds / 60, (int) seconds % 60);
  }
}
