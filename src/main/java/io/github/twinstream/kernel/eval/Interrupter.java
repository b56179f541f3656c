package io.github.twinstream.kernel.eval;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stops the cell that runs, in steps: the thread's interrupt flag, which wakes sleeping code and
 * lets long work end cleanly; a quarter of a second later the stop check in the cell's own code;
 * then, on JDK 17 to 19, {@code Thread.stop}. Code that is inside a library call which heeds none
 * of these is named, so that the person can decide to restart.
 */
final class Interrupter {
  private static final long CHECK_MILLIS = 250;
  private static final long FORCE_MILLIS = 3000;

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

  /** Says that this thread begins to run a cell's code. */
  synchronized void begin() {
    running = Thread.currentThread();
    requested = false;
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
    clock.schedule(() -> force(now), FORCE_MILLIS, TimeUnit.MILLISECONDS);
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
    String where = stack.length == 0 ? "" : " (" + stack[0] + ")";
    if (!stopOnOldJdk(running)) {
      OutputRouter.current()
          .out()
          .text(
              "stderr",
              "The cell is inside a library call that does not heed interrupts"
                  + where
                  + ". It ends when the call returns; to end it now, restart the kernel.\n");
    }
  }

  private static boolean stopOnOldJdk(Thread thread) {
    if (Runtime.version().feature() >= 20) {
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
