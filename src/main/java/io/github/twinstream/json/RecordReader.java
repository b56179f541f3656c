package io.github.twinstream.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the types that {@link RecordJson} names; every message begins with the value's path. */
final class RecordReader {

  Object read(JsonElement json, Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      return json == null || json.isJsonNull() ? null : container(json, generic, path);
    }
    Class<?> plain = (Class<?>) type;
    if (json == null || json.isJsonNull()) {
      if (plain.isPrimitive()) {
        throw wrong(path, JsonNull.INSTANCE, word(plain));
      }
      return null;
    }
    if (plain.isRecord()) {
      return record(json, plain, null, path);
    }
    if (plain.isSealed()) {
      return kind(json, plain, path);
    }
    if (plain.isEnum()) {
      return constant(text(json, path), plain, path);
    }
    if (plain.isArray()) {
      return array(json, plain.getComponentType(), path);
    }
    return scalar(json, plain, path);
  }

  /** A record; {@code defaults} gives the components that are not there, {@code null} for none. */
  Object record(JsonElement json, Class<?> type, Record defaults, String path) {
    if (!json.isJsonObject()) {
      throw wrong(path, json, "an object");
    }
    Map<String, JsonElement> given = json.getAsJsonObject().asMap();
    RecordComponent[] components = type.getRecordComponents();
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (String key : given.keySet()) {
      if (!names.contains(key) && !key.equals(RecordJson.KIND)) {
        throw new DataException(path + ": " + Messages.unknown("setting", key, names));
      }
    }
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      String name = components[i].getName();
      if (given.containsKey(name)) {
        values[i] = read(given.get(name), components[i].getGenericType(), path + "." + name);
      } else if (defaults != null) {
        values[i] = RecordJson.component(defaults, components[i]);
      } else {
        throw new DataException(path + " has no " + Messages.quote(name) + ": it must be given");
      }
    }
    return construct(type, components, values, path);
  }

  private Object construct(
      Class<?> type, RecordComponent[] components, Object[] values, String path) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new DataException(path + " cannot be used: " + e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record has a canonical constructor: " + type, e);
    }
  }

  private Object kind(JsonElement json, Class<?> type, String path) {
    JsonObject object = json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
    if (!object.has(RecordJson.KIND)) {
      throw wrong(path, json, "an object with a 'kind'");
    }
    String wanted = text(object.get(RecordJson.KIND), path + "." + RecordJson.KIND);
    Map<String, Class<?>> kinds = new LinkedHashMap<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      kinds.put(permitted.getSimpleName(), permitted);
    }
    if (!kinds.containsKey(wanted)) {
      throw new DataException(path + ": " + Messages.unknown("kind", wanted, kinds.keySet()));
    }
    return record(json, kinds.get(wanted), null, path);
  }

  private Object container(JsonElement json, ParameterizedType type, String path) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == List.class && json.isJsonArray()) {
      List<Object> items = new ArrayList<>();
      for (JsonElement item : json.getAsJsonArray()) {
        if (item.isJsonNull()) {
          throw wrong(path + "[" + items.size() + "]", item, "a value");
        }
        items.add(read(item, arguments[0], path + "[" + items.size() + "]"));
      }
      return items;
    }
    if (raw == Map.class && json.isJsonObject()) {
      Map<Object, Object> items = new LinkedHashMap<>();
      for (Map.Entry<String, JsonElement> item : json.getAsJsonObject().entrySet()) {
        Object key =
            arguments[0] == String.class
                ? item.getKey()
                : constant(item.getKey(), (Class<?>) arguments[0], path);
        items.put(key, read(item.getValue(), arguments[1], path + "." + item.getKey()));
      }
      return items;
    }
    if (!Set.of(List.class, Map.class).contains(raw)) {
      throw new IllegalArgumentException("a " + type + " has no JSON");
    }
    throw wrong(path, json, raw == List.class ? "a list" : "an object");
  }

  private Object array(JsonElement json, Class<?> type, String path) {
    if (!json.isJsonArray()) {
      throw wrong(path, json, "a list");
    }
    Object array = Array.newInstance(type, json.getAsJsonArray().size());
    for (int i = 0; i < Array.getLength(array); i++) {
      Array.set(array, i, read(json.getAsJsonArray().get(i), type, path + "[" + i + "]"));
    }
    return array;
  }

  private Object scalar(JsonElement json, Class<?> type, String path) {
    if (type == String.class) {
      return text(json, path);
    }
    JsonPrimitive value = json.isJsonPrimitive() ? json.getAsJsonPrimitive() : null;
    if (value != null && (type == boolean.class || type == Boolean.class) && value.isBoolean()) {
      return value.getAsBoolean();
    }
    boolean fraction =
        Set.<Class<?>>of(double.class, Double.class, float.class, Float.class).contains(type);
    if (value != null && fraction && (value.isNumber() || notFinite(value.getAsString()))) {
      boolean single = type == float.class || type == Float.class;
      return single ? (Object) (float) value.getAsDouble() : (Object) value.getAsDouble();
    }
    if (value != null && value.isNumber() && !fraction) {
      return whole(value.getAsString(), json, type, path);
    }
    throw wrong(path, json, word(type));
  }

  private Object whole(String digits, JsonElement json, Class<?> type, String path) {
    try {
      // bounded first, since the exact value of 1e999999999 would fill the memory
      if (digits.length() <= 40 && Math.abs(Double.parseDouble(digits)) < 1e19) {
        BigDecimal number = new BigDecimal(digits);
        if (type == int.class || type == Integer.class) {
          return number.intValueExact();
        }
        if (type == long.class || type == Long.class) {
          return number.longValueExact();
        }
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrong(path, json, word(type));
    }
    throw wrong(path, json, word(type));
  }

  private Object constant(String name, Class<?> type, String path) {
    List<String> names = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      names.add(((Enum<?>) constant).name());
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new DataException(path + ": " + Messages.unknown("value", name, names));
  }

  private String text(JsonElement json, String path) {
    if (json.isJsonPrimitive() && json.getAsJsonPrimitive().isString()) {
      return json.getAsString();
    }
    throw wrong(path, json, "a text");
  }

  private static boolean notFinite(String text) {
    return Set.of("NaN", "Infinity", "-Infinity").contains(text);
  }

  private static String word(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return "a whole number up to " + Integer.MAX_VALUE;
    }
    if (type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == double.class || type == float.class || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    throw new IllegalArgumentException("a " + type.getName() + " has no JSON");
  }

  private DataException wrong(String path, JsonElement json, String allowed) {
    return new DataException(
        path + " is " + Messages.quote(json.toString()) + ": it must be " + allowed);
  }
}
