package io.github.twinstream.serve;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads request bodies, strictly. */
final class Requests {
  private static final TypeAdapter<JsonElement> ADAPTER = strict().getAdapter(JsonElement.class);

  private Requests() {}

  private static Gson strict() {
    return new GsonBuilder().setStrictness(Strictness.STRICT).create();
  }

  /**
   * The body as an object with these keys and no other.
   *
   * @throws DataException if it is none
   */
  static JsonObject object(String body, List<String> required, List<String> optional) {
    JsonElement json;
    try {
      requireDistinct(new JsonReader(new StringReader(body)));
      json = ADAPTER.fromJson(body);
    } catch (IOException | JsonParseException e) {
      throw new DataException("the body is no JSON: " + e.getMessage(), e);
    }
    if (json == null || !json.isJsonObject()) {
      throw new DataException(
          "the body is " + Messages.quote(String.valueOf(json)) + ": it must be an object");
    }
    JsonObject object = json.getAsJsonObject();
    List<String> allowed = new ArrayList<>(required);
    allowed.addAll(optional);
    for (String key : object.keySet()) {
      if (!allowed.contains(key)) {
        throw new DataException("the body: " + Messages.unknown("key", key, allowed));
      }
    }
    for (String key : required) {
      if (!object.has(key)) {
        throw new DataException("the body has no " + Messages.quote(key) + ": it must be given");
      }
    }
    return object;
  }

  /** A key that comes twice has two values, and nobody could tell which one was meant. */
  private static void requireDistinct(JsonReader reader) throws IOException {
    reader.setStrictness(Strictness.STRICT);
    Deque<Set<String>> open = new ArrayDeque<>();
    for (JsonToken next = reader.peek(); next != JsonToken.END_DOCUMENT; next = reader.peek()) {
      switch (next) {
        case BEGIN_ARRAY -> reader.beginArray();
        case END_ARRAY -> reader.endArray();
        case BEGIN_OBJECT -> {
          reader.beginObject();
          open.push(new HashSet<>());
        }
        case END_OBJECT -> {
          reader.endObject();
          open.pop();
        }
        case NAME -> {
          String name = reader.nextName();
          if (!open.element().add(name)) {
            throw new DataException(
                "the body has "
                    + Messages.quote(name)
                    + " twice, at "
                    + reader.getPath()
                    + ": give each key once");
          }
        }
        default -> reader.skipValue();
      }
    }
  }

  /**
   * The value as rows.
   *
   * @param most how many there may be
   */
  static List<Map<String, Object>> rows(JsonElement json, String key, int most) {
    if (!json.isJsonArray()) {
      throw new DataException(Messages.quote(key) + " must be a list of objects");
    }
    if (json.getAsJsonArray().size() > most) {
      throw new DataException(
          Messages.outOfRange(
              key, json.getAsJsonArray().size() + " long", "at most " + most + " long"));
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (JsonElement row : json.getAsJsonArray()) {
      rows.add(row(row, key + "[" + rows.size() + "]"));
    }
    return rows;
  }

  /** The value as one row. */
  static Map<String, Object> row(JsonElement json, String key) {
    if (!json.isJsonObject()) {
      throw new DataException(
          Messages.quote(key) + " must be an object from columns to values, it is " + cut(json));
    }
    Map<String, Object> row = new LinkedHashMap<>();
    json.getAsJsonObject()
        .entrySet()
        .forEach(e -> row.put(e.getKey(), value(e.getValue(), key + "." + e.getKey())));
    return row;
  }

  /** The value as a whole number from 1 up. */
  static int count(JsonElement json, String key) {
    try {
      int count = json.getAsBigDecimal().intValueExact();
      if (count >= 1) {
        return count;
      }
    } catch (ArithmeticException | IllegalStateException | UnsupportedOperationException e) {
      throw new DataException(Messages.outOfRange(key, cut(json), "a whole number from 1 up"), e);
    } catch (NumberFormatException e) {
      throw new DataException(Messages.outOfRange(key, cut(json), "a whole number from 1 up"), e);
    }
    throw new DataException(Messages.outOfRange(key, cut(json), "a whole number from 1 up"));
  }

  private static Object value(JsonElement json, String key) {
    if (json.isJsonNull()) {
      return null;
    }
    if (!json.isJsonPrimitive()) {
      throw new DataException(
          Messages.quote(key)
              + " must be a text, a number, true, false or null, it is "
              + cut(json));
    }
    JsonPrimitive value = json.getAsJsonPrimitive();
    if (value.isBoolean()) {
      return value.getAsBoolean();
    }
    if (value.isString()) {
      return value.getAsString();
    }
    String digits = value.getAsString();
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      return value.getAsDouble();
    }
  }

  private static String cut(JsonElement json) {
    return Messages.quote(json.toString());
  }
}
