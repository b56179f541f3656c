package io.github.twinstream.notebook;

import io.github.twinstream.display.Grid;
import io.github.twinstream.progress.ProgressEvent;
import io.github.twinstream.progress.ProgressListener;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Shows progress as a bar that is updated in place, four times a second, and leaves a line that
 * says how long it took. Tasks shorter than a second are not shown.
 */
public final class NotebookProgress implements ProgressListener {
  private static final double INTERVAL_SECONDS = 0.25;

  private final Map<Long, Bar> bars = new HashMap<>();

  /** What is shown of a running task. */
  private record Bar(String id, double seconds) {}

  @Override
  public synchronized void progressed(ProgressEvent event) {
    long task = event.task();
    Bar bar = bars.get(task);
    if (bar == null && event.seconds() < 1) {
      return;
    }
    if (bar != null && !event.last() && event.seconds() - bar.seconds() < INTERVAL_SECONDS) {
      return;
    }
    MimeBundle bundle = bundle(event);
    if (bar == null) {
      bar = new Bar(UUID.randomUUID().toString(), event.seconds());
      Notebook.current().display(bar.id(), bundle);
    } else {
      Notebook.current().update(bar.id(), bundle);
    }
    if (event.last()) {
      bars.remove(task);
    } else {
      bars.put(task, new Bar(bar.id(), event.seconds()));
    }
  }

  private static MimeBundle bundle(ProgressEvent event) {
    String words = words(event);
    return MimeBundle.text(words)
        .with(MimeBundle.HTML, event.last() ? done(words) : bar(event, words));
  }

  private static String words(ProgressEvent event) {
    StringBuilder words = new StringBuilder(event.name());
    if (!event.last()) {
      words.append(
          event.total() > 0
              ? String.format(Locale.ROOT, " %.0f %%", 100 * event.share())
              : event.done() > 0 ? String.format(Locale.ROOT, " %,d", event.done()) : "");
    }
    if (!event.detail().isEmpty()) {
      words.append(" · ").append(event.detail());
    }
    if (event.last()) {
      words.append(" · ").append(time(event.seconds()));
    } else if (!Double.isNaN(event.secondsLeft())) {
      words.append(" · ").append(time(event.secondsLeft())).append(" left");
    } else {
      words.append(" · ").append(time(event.seconds())).append(" so far");
    }
    return words.toString();
  }

  private static String done(String words) {
    return "<div style=\"color:#80868b;font-size:90%\">" + Grid.escape(words) + "</div>";
  }

  private static String bar(ProgressEvent event, String words) {
    String bar =
        event.total() > 0
            ? String.format(
                Locale.ROOT,
                "<div style=\"display:inline-block;width:16em;height:0.7em;margin-right:0.8em;"
                    + "background:#d8dee4;border-radius:4px\"><div style=\"width:%.1f%%;"
                    + "height:100%%;background:#0072b2;border-radius:4px\"></div></div>",
                100 * event.share())
            : "";
    return "<div style=\"font-size:90%\">" + bar + Grid.escape(words) + "</div>";
  }

  private static String time(double seconds) {
    return seconds < 60
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%d min %02d s", (int) seconds / 60, (int) seconds % 60);
  }
}
