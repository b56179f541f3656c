package io.github.twinstream.cli;

import java.lang.reflect.Proxy;
import java.util.Arrays;

/**
 * Turns the first keyboard interrupt, or request to terminate, into an action of ours; the second
 * ends the JVM as usual. A shutdown hook would not do: once the JVM is going down, nothing can be
 * drawn any more. {@code sun.misc.Signal} is supported but not public, hence the reflection.
 */
final class FirstSignal {
  private FirstSignal() {}

  /**
   * Where the JVM has no such signals, nothing changes.
   *
   * @param action runs on a thread of the JVM's
   */
  static void run(Runnable action) {
    for (String name : Arrays.asList("INT", "TERM")) {
      try {
        handle(name, action);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        // no such signal here: the JVM's own way stays
        continue;
      }
    }
  }

  private static void handle(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object usual = handler.getField("SIG_DFL").get(null);
    Object given = signal.getConstructor(String.class).newInstance(name);
    Object ours =
        Proxy.newProxyInstance(
            FirstSignal.class.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) -> {
              if (method.getName().equals("handle")) {
                signal.getMethod("handle", signal, handler).invoke(null, given, usual);
                action.run();
              }
              return null;
            });
    signal.getMethod("handle", signal, handler).invoke(null, given, ours);
  }
}
