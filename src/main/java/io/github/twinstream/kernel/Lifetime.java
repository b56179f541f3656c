package io.github.twinstream.kernel;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ties the process to its front end: it ends when the process that started it ends, the processes
 * that cells started end with it, an interrupt signal interrupts the cell, and an end that nobody
 * asked for is not silent.
 */
final class Lifetime {
  private static final long CHILDREN_MILLIS = 1000;

  private Lifetime() {}

  static void watch(Runnable lastWords, Runnable interrupt) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  lastWords.run();
                  endChildren();
                },
                "last words"));
    onInterruptSignal(interrupt);
    String parent = System.getenv("JPY_PARENT_PID");
    if (parent != null && parent.matches("\\d{2,18}")) {
      ProcessHandle.of(Long.parseLong(parent)).ifPresent(p -> p.onExit().thenRun(Lifetime::endNow));
    }
  }

  private static void endNow() {
    endChildren();
    Runtime.getRuntime().halt(0);
  }

  /** Asks the processes below this one to end, and ends those that do not. */
  private static void endChildren() {
    List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
    children.forEach(ProcessHandle::destroy);
    try {
      CompletableFuture.allOf(
              children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
          .get(CHILDREN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException stubborn) {
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /**
   * The signal class is not part of the Java API, so it is looked up; without it nothing is done.
   */
  private static void onInterruptSignal(Runnable interrupt) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler onCall =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              interrupt.run();
            }
            return method.getName().equals("hashCode") ? 1 : null;
          };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, onCall);
      Method handle = signal.getMethod("handle", signal, handler);
      handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), proxy);
    } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
      return;
    }
  }
}
