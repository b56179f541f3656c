package io.github.twinstream.train;

import io.github.twinstream.progress.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells whoever has subscribed how each training goes, after every evaluation: a front end can draw
 * its curves while it still runs. A history of one entry is a training's first.
 */
public final class TrainingWatch {
  private static final List<Consumer<List<EpochResult>>> WATCHERS = new CopyOnWriteArrayList<>();

  private TrainingWatch() {}

  /**
   * Hands the watcher each training's history so far, on the training's own thread, until the
   * returned handle is closed. What the watcher throws ends the training.
   */
  public static Progress.Subscription subscribe(Consumer<List<EpochResult>> watcher) {
    WATCHERS.add(watcher);
    return () -> WATCHERS.remove(watcher);
  }

  static void tell(List<EpochResult> history) {
    List<EpochResult> copy = List.copyOf(history);
    WATCHERS.forEach(watcher -> watcher.accept(copy));
  }
}
