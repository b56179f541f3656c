package io.github.twinstream.progress;

/** Shows progress: a terminal line, a notebook bar, a log. */
@FunctionalInterface
public interface ProgressListener {
  /**
   * Called at most ten times a second for each task, at least about once a second while it runs,
   * and once at its end; not always by the thread that does the work.
   */
  void progressed(ProgressEvent event);
}
