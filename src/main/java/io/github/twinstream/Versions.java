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
    versions.put(
        "Twinstream",
        Objects.requireNonNullElse(
            Versions.class.getPackage().getImplementationVersion(), "from classes"));
    versions.put("Java", System.getProperty("java.version"));
    versions.put("DJL", ai.djl.engine.Engine.getDjlVersion());
    versions.put("PyTorch", Djl.engine().getVersion());
    return versions;
  }
}
