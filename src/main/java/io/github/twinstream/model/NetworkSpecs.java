package io.github.twinstream.model;

import com.google.gson.JsonObject;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.json.RecordJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Networks by name, and their settings as JSON: {@code {"network": "FinalMLP", "settings": {...}}}.
 * Settings are records ({@link RecordJson} says of what), so a network gets this by one line in
 * {@link #builtIn}. A setting that the JSON lacks has the registered default's value.
 */
public final class NetworkSpecs {
  private static final String NETWORK = "network";
  private static final String SETTINGS = "settings";
  private static final Map<String, NetworkSpec> DEFAULTS = builtIn();

  private NetworkSpecs() {}

  private static Map<String, NetworkSpec> builtIn() {
    Map<String, NetworkSpec> all = new LinkedHashMap<>();
    add(all, FinalMlp.preset("article"));
    add(all, DualMlp.DEFAULT);
    add(all, Dlrm.DEFAULT);
    add(all, AutoInt.DEFAULT);
    add(all, XDeepFm.DEFAULT);
    add(all, DeepFm.DEFAULT);
    add(all, DcnV2.DEFAULT);
    add(all, MaskNet.DEFAULT);
    add(all, FinalNet.DEFAULT);
    add(all, Dhen.DEFAULT);
    add(all, WideDeep.DEFAULT);
    add(all, Fm.DEFAULT);
    add(all, Lr.DEFAULT);
    add(all, TwoTower.DEFAULT);
    return all;
  }

  private static void add(Map<String, NetworkSpec> all, NetworkSpec defaults) {
    all.put(defaults.name(), defaults);
  }

  /**
   * Makes a network of your own known, so that its models can be saved and opened.
   *
   * @param defaults settings of it: a record
   * @throws ConfigException if it is no record, or a network of this name and another class is
   *     known
   */
  public static synchronized void register(NetworkSpec defaults) {
    if (!(defaults instanceof Record)) {
      throw new ConfigException(
          "the settings of network "
              + Messages.quote(defaults.name())
              + " are a "
              + defaults.getClass().getName()
              + ": they must be a record, or they cannot be kept as JSON");
    }
    NetworkSpec known = DEFAULTS.get(defaults.name());
    if (known != null && known.getClass() != defaults.getClass()) {
      throw new ConfigException(
          "a network "
              + Messages.quote(defaults.name())
              + " is known already, as "
              + known.getClass().getName()
              + ": give yours another name");
    }
    DEFAULTS.put(defaults.name(), defaults);
  }

  /**
   * The default settings of the network of this name, in any case, such as {@code finalmlp}.
   *
   * @throws ConfigException if there is none; lists them and names the nearest
   */
  public static synchronized NetworkSpec named(String word) {
    return DEFAULTS.entrySet().stream()
        .filter(e -> word(e.getKey()).equals(word(word)))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new ConfigException(Messages.unknown("model", word, words())));
  }

  /**
   * The name, if some network has a preset of it.
   *
   * @throws ConfigException if none has; lists all presets
   */
  public static String presetName(String name) {
    Set<String> all = new TreeSet<>();
    List.of(
            FinalMlp.presetNames(),
            Dlrm.presetNames(),
            AutoInt.presetNames(),
            XDeepFm.presetNames(),
            DeepFm.presetNames(),
            DcnV2.presetNames(),
            MaskNet.presetNames(),
            FinalNet.presetNames())
        .forEach(all::addAll);
    if (!all.contains(name)) {
      throw new ConfigException(Messages.unknown("preset", name, all));
    }
    return name;
  }

  /** The names of the networks that are known in lower case, as a command takes them. */
  public static synchronized List<String> words() {
    return DEFAULTS.keySet().stream().map(NetworkSpecs::word).toList();
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The names of the networks that are known. */
  public static synchronized List<String> names() {
    return new ArrayList<>(DEFAULTS.keySet());
  }

  /**
   * The settings as JSON.
   *
   * @throws ConfigException if the network is not known
   */
  public static synchronized JsonObject toJson(NetworkSpec spec) {
    JsonObject json = new JsonObject();
    json.addProperty(NETWORK, nameOf(spec));
    json.add(SETTINGS, RecordJson.toJson(spec));
    return json;
  }

  /**
   * The settings that the JSON says.
   *
   * @throws DataException if the network is not known, or a setting is unknown or not allowed
   */
  public static synchronized NetworkSpec fromJson(JsonObject json) {
    String name =
        json.has(NETWORK) && json.get(NETWORK).isJsonPrimitive()
            ? json.get(NETWORK).getAsString()
            : "";
    NetworkSpec defaults = DEFAULTS.get(name);
    if (defaults == null) {
      throw new DataException(
          Messages.unknown(NETWORK, name, names())
              + "; a network of your own is made known with NetworkSpecs.register(...)");
    }
    if (!json.has(SETTINGS)) {
      throw new DataException("network " + Messages.quote(name) + " comes without 'settings'");
    }
    return (NetworkSpec) RecordJson.fromJson(json.get(SETTINGS), (Record) defaults, name);
  }

  private static String nameOf(NetworkSpec spec) {
    return DEFAULTS.entrySet().stream()
        .filter(known -> known.getValue().getClass() == spec.getClass())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "network "
                        + Messages.quote(spec.name())
                        + " ("
                        + spec.getClass().getName()
                        + ") cannot be kept as JSON: make it known with"
                        + " NetworkSpecs.register(...)"));
  }
}
