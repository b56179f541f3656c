package io.github.twinstream.kernel;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Ties the process to its front end: it ends when the process that started it ends, an interrupt
 * signal interrupts the cell, and an end that nobody asked for is not silent.
 */
final class Lifetime {
  private Lifetime() {}

  static void watch(Runnable lastWords, Runnable interrupt) {
    Runtime.getRuntime().addShutdownHook(new Thread(lastWords, "last words"));
    onInterruptSignal(interrupt);
    String parent = System.getenv("JPY_PARENT_PID");
    if (parent != null && parent.matches("\\d{2,18}")) {
      ProcessHandle.of(Long.parseLong(parent))
          .ifPresent(p -> p.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
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
