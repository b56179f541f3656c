package io.github.twinstream.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.twinstream.error.DataException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;

/**
 * Records as JSON objects, component by component under the components' names. A component may be a
 * number, a boolean, a text, an enum, a record, a sealed interface of records (its object begins
 * with {@code "kind"}), or a list, an array or a map by text or enum of these. Numbers that JSON
 * has no notation for are the texts {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}.
 *
 * <pre>{@code
 * JsonElement json = RecordJson.toJson(TrainOptions.DEFAULT);
 * TrainOptions same = RecordJson.fromJson(json, TrainOptions.class, "options");
 * }</pre>
 */
public final class RecordJson {
  /** The key of a sealed interface's object that names the record. */
  static final String KIND = "kind";

  private RecordJson() {}

  /**
   * The value as JSON.
   *
   * @throws IllegalArgumentException if it holds something that is not among the above
   */
  public static JsonElement toJson(Object value) {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number)
          ? new JsonPrimitive((Number) value)
          : new JsonPrimitive(Double.toString(number));
    }
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    }
    if (value instanceof Boolean flag) {
      return new JsonPrimitive(flag);
    }
    if (value instanceof String text) {
      return new JsonPrimitive(text);
    }
    if (value instanceof Enum<?> constant) {
      return new JsonPrimitive(constant.name());
    }
    if (value instanceof Record entry) {
      return object(entry);
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((key, item) -> object.add(key(key), toJson(item)));
      return object;
    }
    return array(value);
  }

  /**
   * The value that the JSON says.
   *
   * @param json what {@link #toJson} gave, or the like written by hand
   * @param type the record, or another type without type arguments
   * @param where what messages call it, such as {@code network}
   * @throws DataException if a component is missing, of another type, or unknown; the message names
   *     it by its path, such as {@code network.mlp1.layers[0].units}
   */
  public static <T> T fromJson(JsonElement json, Class<T> type, String where) {
    return type.cast(new RecordReader().read(json, type, where));
  }

  /**
   * As the other; a component that the JSON does not have is taken from {@code defaults}, so that
   * what was kept before a component existed can still be read.
   */
  public static <T extends Record> T fromJson(JsonElement json, T defaults, String where) {
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) defaults.getClass();
    return type.cast(new RecordReader().record(json, type, defaults, where));
  }

  /** The value of a record's component. */
  static Object component(Record entry, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(entry);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException("cannot read " + component + " of " + entry, e);
    }
  }

  private static JsonObject object(Record entry) {
    JsonObject object = new JsonObject();
    if (ofSealed(entry.getClass())) {
      object.addProperty(KIND, entry.getClass().getSimpleName());
    }
    for (RecordComponent component : entry.getClass().getRecordComponents()) {
      object.add(component.getName(), toJson(component(entry, component)));
    }
    return object;
  }

  private static boolean ofSealed(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isSealed()) {
        return true;
      }
    }
    return false;
  }

  private static String key(Object key) {
    if (key instanceof String || key instanceof Enum<?>) {
      return key instanceof Enum<?> constant ? constant.name() : (String) key;
    }
    throw new IllegalArgumentException("a map by " + key.getClass() + " has no JSON");
  }

  private static JsonArray array(Object value) {
    JsonArray array = new JsonArray();
    if (value instanceof Iterable<?> items) {
      items.forEach(item -> array.add(toJson(item)));
    } else if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        array.add(toJson(Array.get(value, i)));
      }
    } else {
      throw new IllegalArgumentException("a " + value.getClass().getName() + " has no JSON");
    }
    return array;
  }
}
