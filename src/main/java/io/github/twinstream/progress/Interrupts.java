package io.github.twinstream.progress;

/** How long work learns that it is to stop: the interrupt flag of its thread. */
public final class Interrupts {
  private Interrupts() {}

  /** Whether the current thread is to stop. The flag stays set, so callers further out see it. */
  public static boolean requested() {
    return Thread.currentThread().isInterrupted();
  }

  /**
   * Throws if the current thread is to stop; for work that has no partial result to keep.
   *
   * @param what the work, for the message
   * @throws java.util.concurrent.CancellationException if an interrupt was requested
   */
  public static void check(String what) {
    if (requested()) {
      throw new java.util.concurrent.CancellationException(what + " was interrupted");
    }
  }
}
