package io.github.twinstream.kernel.eval;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stops the cell that runs, in steps: the thread's interrupt flag, which wakes sleeping code and
 * lets long work end cleanly; a quarter of a second later the stop check in the cell's own code;
 * then, on JDK 17 to 19, {@code Thread.stop}. A library call that has not ended by then is named
 * and left to end by itself, since it may be on the way to keep its work; a second interrupt breaks
 * it off where Java can do that.
 */
final class Interrupter {
  private static final long CHECK_MILLIS = 250;
  private static final long FORCE_MILLIS = 3000;
  private static final boolean STOPPABLE = Runtime.version().feature() < 20;
  private static final String KERNEL = "io.github.twinstream.kernel.";

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "interrupter");
            thread.setDaemon(true);
            return thread;
          });
  private Thread running;
  private long run;
  private boolean requested;
  private boolean named;

  /** Says that this thread begins to run a cell's code. */
  synchronized void begin() {
    running = Thread.currentThread();
    requested = false;
    named = false;
    run++;
  }

  /** Says that the code has ended, and clears every trace of an interrupt. */
  synchronized void end() {
    running = null;
    StopSwitch.disarm();
    Thread.interrupted();
  }

  /** Whether an interrupt has come since the cell began. */
  synchronized boolean requested() {
    return requested;
  }

  /** Asks the running cell to stop; does nothing when none runs. */
  synchronized void interrupt() {
    if (running == null) {
      return;
    }
    requested = true;
    running.interrupt();
    long now = run;
    clock.schedule(() -> arm(now), CHECK_MILLIS, TimeUnit.MILLISECONDS);
    clock.schedule(() -> force(now), named ? CHECK_MILLIS : FORCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Ends a thread that nobody waits for any more: by its interrupt flag, and a second later, on JDK
   * 17 to 19, by force.
   */
  void abandon(Thread thread) {
    thread.interrupt();
    clock.schedule(() -> thread.isAlive() && stopOnOldJdk(thread), 1, TimeUnit.SECONDS);
  }

  private synchronized void arm(long forRun) {
    if (running != null && run == forRun) {
      StopSwitch.arm(running);
      running.interrupt();
    }
  }

  private synchronized void force(long forRun) {
    if (running == null || run != forRun) {
      return;
    }
    StackTraceElement[] stack = running.getStackTrace();
    boolean spare = !named && inLibrary(stack);
    if (!spare && stopOnOldJdk(running)) {
      return;
    }
    named = true;
    String where = stack.length == 0 ? "" : " (" + stack[0] + ")";
    OutputRouter.current()
        .out()
        .text(
            "stderr",
            "The cell is inside a library call that does not heed interrupts, or not yet"
                + where
                + ". It ends when the call returns; to end it now, "
                + (STOPPABLE ? "interrupt once more" : "restart the kernel")
                + ".\n");
  }

  /** Whether the innermost code that is not Java's own is neither a cell's nor the kernel's. */
  private static boolean inLibrary(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String module = frame.getModuleName();
      if (module == null || !module.startsWith("java.") && !module.startsWith("jdk.")) {
        return !UserFrames.isSnippet(frame) && !frame.getClassName().startsWith(KERNEL);
      }
    }
    return false;
  }

  private static boolean stopOnOldJdk(Thread thread) {
    if (!STOPPABLE) {
      return false;
    }
    try {
      Thread.class.getMethod("stop").invoke(thread);
      return true;
    } catch (InvocationTargetException | NoSuchMethodException | IllegalAccessException e) {
      return false;
    }
  }
}
