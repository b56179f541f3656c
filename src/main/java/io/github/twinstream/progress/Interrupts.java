package io.github.twinstream.progress;

import java.util.concurrent.CancellationException;

/** How long work learns that it is to stop: the interrupt flag of its thread. */
public final class Interrupts {
  /** A power of two: rows so many apart are looked at. */
  private static final long BETWEEN = 1 << 16;

  private Interrupts() {}

  /** Whether the current thread is to stop. The flag stays set, so callers further out see it. */
  public static boolean requested() {
    return Thread.currentThread().isInterrupted();
  }

  /**
   * Throws if the current thread is to stop; for work that has no partial result to keep.
   *
   * @param what the work, for the message
   * @throws CancellationException if an interrupt was requested
   */
  public static void check(String what) {
    if (requested()) {
      throw new CancellationException(what + " was interrupted");
    }
  }

  /**
   * As {@link #check(String)}, for loops that call it for each row: all but every 65,536th call
   * cost nothing.
   *
   * @param row the row's number, from 0
   */
  public static void check(String what, long row) {
    if ((row & BETWEEN - 1) == 0) {
      check(what);
    }
  }
}
