package io.github.twinstream.kernel.eval;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * The check that stands in every loop and at every method's start of a cell's code. While nothing
 * is to be stopped it is an empty call which the JIT compiler removes, so loops run at full speed;
 * arming it swaps the call's target, which makes the JVM recompile the loops with the check in.
 */
public final class StopSwitch {
  private static final MutableCallSite SITE;
  private static final MethodHandle CHECK;
  private static final MethodHandle PASS;
  private static final MethodHandle STOP;
  private static volatile Thread target;

  static {
    MethodType nothing = MethodType.methodType(void.class);
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PASS = lookup.findStatic(StopSwitch.class, "pass", nothing);
      STOP = lookup.findStatic(StopSwitch.class, "stop", nothing);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
    SITE = new MutableCallSite(PASS);
    CHECK = SITE.dynamicInvoker();
  }

  private StopSwitch() {}

  /** Called by the rewritten code; returns at once unless this thread is to stop. */
  public static void check() {
    try {
      CHECK.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Stops cell code in the thread and in pool threads that work for it, until disarmed. */
  static void arm(Thread thread) {
    target = thread;
    SITE.setTarget(STOP);
    MutableCallSite.syncAll(new MutableCallSite[] {SITE});
  }

  /** Lets code run again. */
  static void disarm() {
    if (target != null) {
      target = null;
      SITE.setTarget(PASS);
      MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }
  }

  private static void pass() {}

  private static void stop() {
    Thread current = Thread.currentThread();
    if (target != null && (current == target || current instanceof ForkJoinWorkerThread)) {
      throw new CellInterrupted();
    }
  }
}
