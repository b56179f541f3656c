package io.github.twinstream.progress;

/** Shows progress: a terminal line, a notebook bar, a log. */
@FunctionalInterface
public interface ProgressListener {
  /** Called at most ten times a second for each task, and once at its end. */
  void progressed(ProgressEvent event);
}
