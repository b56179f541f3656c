package io.github.twinstream.slow;

/** A library whose calls take long to see an interrupt, for the kernel's tests. */
public final class SlowLibrary {
  private SlowLibrary() {}

  /** Works for the time whatever is asked of it, and then ends cleanly. */
  public static int work(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    int steps = 0;
    while (System.nanoTime() < end) {
      steps++;
    }
    return steps > 0 ? 7 : 0;
  }
}
