package io.github.twinstream.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes the protocol's JSON; a field of the wrong kind counts as absent. */
public final class Json {
  private static final Gson GSON =
      new GsonBuilder()
          .serializeNulls()
          .disableHtmlEscaping()
          .serializeSpecialFloatingPointValues()
          .create();

  private Json() {}

  /** The value as compact JSON text. */
  public static String text(Object value) {
    return GSON.toJson(value);
  }

  /** The value as a JSON tree. */
  public static JsonElement tree(Object value) {
    return GSON.toJsonTree(value);
  }

  /**
   * Parses an object.
   *
   * @throws com.google.gson.JsonParseException if the text is no JSON object
   */
  public static JsonObject object(String text) {
    JsonObject parsed = GSON.fromJson(text, JsonObject.class);
    return parsed == null ? new JsonObject() : parsed;
  }

  /** The text in a field, or {@code otherwise}. */
  public static String string(JsonObject from, String field, String otherwise) {
    JsonElement value = from.get(field);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : otherwise;
  }

  /** The truth value in a field, or {@code otherwise}. */
  public static boolean flag(JsonObject from, String field, boolean otherwise) {
    JsonElement value = from.get(field);
    return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean()
        ? value.getAsBoolean()
        : otherwise;
  }

  /** The whole number in a field, or {@code otherwise}; numbers out of range are cut. */
  public static int number(JsonObject from, String field, int otherwise) {
    JsonElement value = from.get(field);
    return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()
        ? (int) value.getAsDouble()
        : otherwise;
  }

  /** The object in a field, or an empty one. */
  public static JsonObject child(JsonObject from, String field) {
    JsonElement value = from.get(field);
    return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
  }

  /** The text fields of an object, sorted by name. */
  public static Map<String, String> strings(JsonObject from) {
    Map<String, String> found = new TreeMap<>();
    from.entrySet().stream()
        .filter(e -> e.getValue().isJsonPrimitive())
        .forEach(e -> found.put(e.getKey(), e.getValue().getAsString()));
    return found;
  }
}
