package io.github.twinstream.config;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The keys and values of one block of a configuration file. It remembers which keys were asked for,
 * so that those that nobody knows can be named, and says file and line in every complaint.
 */
public final class Settings {
  /**
   * A value and where it stands.
   *
   * @param value an Integer, Double, Boolean, String, List of these or of entries' maps, or null
   * @param line from 1; 0 if it comes from no file
   */
  public record Entry(Object value, int line) {}

  private final String file;
  private final Map<String, Entry> entries;
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param file its name for messages
   * @param entries the values by key
   */
  public Settings(String file, Map<String, Entry> entries) {
    this.file = file;
    this.entries = new LinkedHashMap<>(entries);
  }

  /** Settings that come from no file. */
  public static Settings of(Map<String, ?> values) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    values.forEach((key, value) -> entries.put(key, new Entry(value, 0)));
    return new Settings("the configuration", entries);
  }

  /** These settings, with another block's where this one has none. */
  Settings over(Settings base) {
    Map<String, Entry> merged = new LinkedHashMap<>(base.entries);
    merged.putAll(entries);
    return new Settings(file, merged);
  }

  /** Whether the key is there with a value. */
  boolean has(String key) {
    known.add(key);
    return entries.containsKey(key) && entries.get(key).value() != null;
  }

  /** The value, or {@code otherwise} where the key is absent or empty. */
  Object value(String key, Object otherwise) {
    return has(key) ? entries.get(key).value() : otherwise;
  }

  int integer(String key, int otherwise) {
    Object value = value(key, otherwise);
    if (value instanceof Integer number) {
      return number;
    }
    if (value instanceof Double number && number == Math.rint(number)) {
      return number.intValue();
    }
    throw wrong(key, value, "a whole number");
  }

  long whole(String key, long otherwise) {
    Object value = value(key, otherwise);
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw wrong(key, value, "a whole number");
  }

  double number(String key, double otherwise) {
    Object value = value(key, otherwise);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(key, value, "a number");
  }

  boolean flag(String key, boolean otherwise) {
    Object value = value(key, otherwise);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, value, "True or False");
  }

  String text(String key, String otherwise) {
    Object value = value(key, otherwise);
    return value == null ? null : String.valueOf(value);
  }

  /** One of these words, without regard to case. */
  <T> T word(String key, String otherwise, Map<String, T> words) {
    String given = text(key, otherwise);
    return words.entrySet().stream()
        .filter(e -> e.getKey().toLowerCase(Locale.ROOT).equals(given.toLowerCase(Locale.ROOT)))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(
            () -> new ConfigException(at(key) + Messages.unknown(key, given, words.keySet())));
  }

  /** Whole numbers: a list, or one alone. */
  List<Integer> integers(String key, List<Integer> otherwise) {
    return each(
        key,
        otherwise,
        value -> {
          if (value instanceof Integer number) {
            return number;
          }
          throw wrong(key, value, "a list of whole numbers");
        });
  }

  /** Numbers: a list, or one alone. */
  List<Double> numbers(String key, List<Double> otherwise) {
    return each(
        key,
        otherwise,
        value -> {
          if (value instanceof Number number) {
            return number.doubleValue();
          }
          throw wrong(key, value, "a number or a list of numbers");
        });
  }

  /** Words: a list, or one alone; an empty one is {@code null}. */
  List<String> texts(String key, List<String> otherwise) {
    return each(key, otherwise, value -> value == null ? null : String.valueOf(value));
  }

  private <T> List<T> each(String key, List<T> otherwise, Function<Object, T> convert) {
    if (!has(key)) {
      return otherwise;
    }
    Object value = entries.get(key).value();
    List<T> all = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(item -> all.add(convert.apply(item)));
    } else {
      all.add(convert.apply(value));
    }
    return all;
  }

  /** Takes note of something that the user should know about a key. */
  void warn(String key, String text) {
    warnings.add(at(key) + text);
  }

  /** Marks keys as known though they change nothing here. */
  void ignore(List<String> keys) {
    known.addAll(keys);
  }

  /** What there is to know, the keys that nobody asked for included. */
  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    entries.keySet().stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> all.add(at(key) + "'" + key + "' is not known here and changes nothing"));
    return all;
  }

  ConfigException wrong(String key, Object given, String allowed) {
    return new ConfigException(at(key) + Messages.outOfRange(key, given, allowed));
  }

  /** Where the key stands, to begin a message with. */
  String at(String key) {
    Entry entry = entries.get(key);
    return entry == null || entry.line() == 0 ? file + ": " : file + ":" + entry.line() + ": ";
  }
}
