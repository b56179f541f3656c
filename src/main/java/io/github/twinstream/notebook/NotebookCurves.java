package io.github.twinstream.notebook;

import io.github.twinstream.chart.Chart;
import io.github.twinstream.chart.TrainingCurves;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.train.EpochResult;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Draws a training's curves while it runs, in one place that is redrawn after each evaluation. A
 * training that has not run for three seconds by its second evaluation is not drawn yet: its curves
 * come with its model. When the model is shown, its curves take the place of the live ones, so that
 * they do not stand there twice. The trainings of a comparison are not drawn: they are steps of one
 * task.
 *
 * <p>Another thread draws: the first drawing of a session may take seconds, since it loads fonts,
 * and Java's drawing code clears the interrupt flag, so that a training which drew itself would
 * miss an interrupt. This way one does not wait for the drawing, and the training ends at once.
 */
public final class NotebookCurves implements Consumer<List<EpochResult>> {
  private static final double PATIENCE_SECONDS = 3;

  /** Begins the text of live curves: whether they are drawn depends on how long training takes. */
  private static final String LIVE = "Live curves: ";

  /** Where live curves stand, by their words. */
  private static final Map<String, String> STANDING = new ConcurrentHashMap<>();

  private final Map<Long, Live> running = new ConcurrentHashMap<>();

  /** A training's place and the words of what stands there. */
  private record Live(String place, String words) {}

  @Override
  public void accept(List<EpochResult> history) {
    if (Progress.inStep()) {
      return;
    }
    long thread = Thread.currentThread().getId();
    if (history.size() < 2) {
      running.remove(thread);
      return;
    }
    Live last = running.get(thread);
    if (last == null
        && history.stream().mapToDouble(EpochResult::seconds).sum() < PATIENCE_SECONDS) {
      return;
    }
    Chart chart = TrainingCurves.of(history);
    MimeBundle forms = drawn(chart);
    if (forms == null) {
      return;
    }
    String place = last == null ? UUID.randomUUID().toString() : last.place();
    if (last == null) {
      Notebook.current().display(place, forms);
    } else {
      Notebook.current().update(place, forms);
      STANDING.remove(last.words(), place);
    }
    STANDING.put(chart.alt(), place);
    running.put(thread, new Live(place, chart.alt()));
  }

  /** Takes the live curves away that say the same as a chart about to be shown. */
  static void giveWay(Chart shown) {
    String place = STANDING.remove(shown.alt());
    if (place != null) {
      String words = LIVE + "they are shown with the model.";
      Notebook.current()
          .update(place, MimeBundle.text(words + "\n").with(MimeBundle.HTML, "<div></div>"));
    }
  }

  /** The chart drawn by a thread of its own; {@code null} if an interrupt came meanwhile. */
  private static MimeBundle drawn(Chart chart) {
    FutureTask<MimeBundle> drawing = new FutureTask<>(() -> live(chart));
    Thread thread = new Thread(drawing, "twinstream-curves");
    thread.setDaemon(true);
    thread.start();
    try {
      return drawing.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the curves could not be drawn", e.getCause());
    }
  }

  private static MimeBundle live(Chart chart) {
    MimeBundle forms = Rendering.chart(chart);
    return forms.with(MimeBundle.TEXT, LIVE + forms.text());
  }
}
