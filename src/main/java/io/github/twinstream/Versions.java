package io.github.twinstream;

import io.github.twinstream.engine.Djl;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The versions of what a result depends on. */
final class Versions {
  private Versions() {}

  /** Java, DJL, PyTorch and this library, by name. */
  static Map<String, String> all() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("Twinstream", of(Versions.class, "from classes"));
    versions.put("Java", System.getProperty("java.version"));
    versions.put("DJL", of(ai.djl.engine.Engine.class, "unknown"));
    versions.put("PyTorch", Djl.engine().getVersion());
    return versions;
  }

  private static String of(Class<?> type, String otherwise) {
    return Objects.requireNonNullElse(type.getPackage().getImplementationVersion(), otherwise);
  }
}
