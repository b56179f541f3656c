package io.github.twinstream.notebook;

import io.github.twinstream.chart.TrainingCurves;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.train.EpochResult;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Draws a training's curves while it runs, in one place that is redrawn after each evaluation. A
 * training that has not run for three seconds by its second evaluation is not drawn yet: its curves
 * come with its model. The trainings of a comparison are not drawn: they are steps of one task.
 */
public final class NotebookCurves implements Consumer<List<EpochResult>> {
  private static final double PATIENCE_SECONDS = 3;

  /** Begins the text of live curves: whether they are drawn depends on how long training takes. */
  private static final String LIVE = "Live curves: ";

  private final Map<Long, String> places = new ConcurrentHashMap<>();

  @Override
  public void accept(List<EpochResult> history) {
    if (Progress.inStep()) {
      return;
    }
    long thread = Thread.currentThread().getId();
    if (history.size() < 2) {
      places.remove(thread);
      return;
    }
    String place = places.get(thread);
    if (place != null) {
      Notebook.current().update(place, live(history));
      return;
    }
    if (history.stream().mapToDouble(EpochResult::seconds).sum() >= PATIENCE_SECONDS) {
      String made = UUID.randomUUID().toString();
      places.put(thread, made);
      Notebook.current().display(made, live(history));
    }
  }

  private static MimeBundle live(List<EpochResult> history) {
    MimeBundle chart = Rendering.chart(TrainingCurves.of(history));
    return chart.with(MimeBundle.TEXT, LIVE + chart.text());
  }
}
