package io.github.twinstream.model;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.Map;

/** Checks that several networks' settings share. */
final class Checks {
  private Checks() {}

  static void atLeastOne(String setting, int given) {
    if (given < 1) {
      throw new ConfigException(Messages.outOfRange(setting, given, "at least 1"));
    }
  }

  static void notEmpty(String setting, MlpSpec spec) {
    if (spec.layers().isEmpty()) {
      throw new ConfigException(
          Messages.outOfRange(setting, "[]", "at least one hidden layer, e.g. MlpSpec.of(64)"));
    }
  }

  static void divides(String setting, int given, String of, int whole) {
    if (given < 1 || whole % given != 0) {
      throw new ConfigException(
          Messages.outOfRange(setting, given, "a divisor of " + of + ", " + whole));
    }
  }

  static void share(String setting, double given) {
    if (!(given >= 0 && given < 1)) {
      throw new ConfigException(Messages.outOfRange(setting, given, "from 0 to below 1"));
    }
  }

  static <T> T preset(String network, String name, Map<String, T> presets) {
    T found = presets.get(name);
    if (found == null) {
      throw new ConfigException(Messages.unknown(network + " preset", name, presets.keySet()));
    }
    return found;
  }
}
