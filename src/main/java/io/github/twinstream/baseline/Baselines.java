package io.github.twinstream.baseline;

import com.google.gson.JsonObject;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.json.RecordJson;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Baselines as JSON: {@code {"baseline": "ColumnMean", "settings": {...}}}, so that a comparison's
 * row can be run again from its record.
 */
public final class Baselines {
  private static final String BASELINE = "baseline";
  private static final Map<String, Baseline> DEFAULTS = builtIn();

  private Baselines() {}

  private static Map<String, Baseline> builtIn() {
    Map<String, Baseline> all = new LinkedHashMap<>();
    add(all, new RandomScores());
    add(all, new GlobalMean());
    add(all, new Popularity());
    add(all, new ColumnMean("", 10));
    add(all, new UserItemBias(10, 10));
    add(all, new LogOdds(10));
    add(all, CatBoostRanker.DEFAULT);
    add(all, LightGbmRanker.DEFAULT);
    return all;
  }

  private static void add(Map<String, Baseline> all, Baseline defaults) {
    all.put(defaults.getClass().getSimpleName(), defaults);
  }

  /** Whether the JSON is a baseline's. */
  public static boolean isBaseline(JsonObject json) {
    return json.has(BASELINE);
  }

  /** The settings as JSON. */
  public static JsonObject toJson(Baseline baseline) {
    JsonObject json = new JsonObject();
    json.addProperty(BASELINE, baseline.getClass().getSimpleName());
    json.add("settings", RecordJson.toJson(baseline));
    return json;
  }

  /**
   * The baseline that the JSON says.
   *
   * @throws DataException if it is not known, or a setting is unknown or not allowed
   */
  public static Baseline fromJson(JsonObject json) {
    String name = json.get(BASELINE).getAsString();
    Baseline defaults = DEFAULTS.get(name);
    if (defaults == null || !json.has("settings")) {
      throw new DataException(Messages.unknown(BASELINE, name, DEFAULTS.keySet()));
    }
    return (Baseline) RecordJson.fromJson(json.get("settings"), (Record) defaults, name);
  }
}
