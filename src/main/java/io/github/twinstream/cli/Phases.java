package io.github.twinstream.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Times the phases of a run, in seconds by name. */
final class Phases {
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  <T> T time(String name, Supplier<T> work) {
    long started = System.nanoTime();
    T result = work.get();
    seconds.merge(name, (System.nanoTime() - started) / 1e9, Double::sum);
    return result;
  }

  /** Seconds by phase and {@code total}, to a hundredth. */
  Map<String, Double> seconds() {
    Map<String, Double> rounded = new LinkedHashMap<>();
    seconds.forEach((name, value) -> rounded.put(name, round(value)));
    rounded.put("total", round(seconds.values().stream().mapToDouble(v -> v).sum()));
    return rounded;
  }

  private static double round(double value) {
    return Math.round(100 * value) / 100.0;
  }
}
