package io.github.twinstream.feature;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of a network in their order, and the streams that name some of them. The order is that
 * of declaration and holds everywhere: in the embedding, the gates and the columns of {@link
 * EncodedRows}.
 *
 * @param fields all fields
 * @param streams field indexes of each stream, ascending, by the stream's name in declared order;
 *     by name where the map has no order of its own, as {@link Map#of()} and {@link HashMap}
 */
public record Schema(List<Field> fields, Map<String, List<Integer>> streams) {
  /** Copies both, and sorts each stream by field order. */
  public Schema {
    fields = List.copyOf(fields);
    Map<String, List<Integer>> sorted = new LinkedHashMap<>();
    ordered(streams)
        .forEach((name, indexes) -> sorted.put(name, indexes.stream().sorted().toList()));
    streams = Collections.unmodifiableMap(sorted);
  }

  /**
   * The schema with these streams, each naming columns or fields; a column of several fields (a
   * title's components) brings all of them.
   *
   * @throws ConfigException if a name is neither
   */
  public static Schema of(List<Field> fields, Map<String, List<String>> streams) {
    Map<String, List<Integer>> indexes = new LinkedHashMap<>();
    ordered(streams).forEach((name, members) -> indexes.put(name, indexes(name, fields, members)));
    return new Schema(fields, indexes);
  }

  /**
   * The streams in their order. Which stream comes first decides which gate it steers, and a map
   * made by {@link Map#of()} has another order in each run of the program, so these go by name.
   */
  private static <V> Map<String, V> ordered(Map<String, V> streams) {
    boolean unordered = streams.getClass() == HashMap.class || Map.copyOf(streams) == streams;
    return unordered ? new TreeMap<>(streams) : streams;
  }

  private static List<Integer> indexes(String stream, List<Field> fields, List<String> members) {
    List<Integer> found = new ArrayList<>();
    for (String member : members) {
      int before = found.size();
      for (int i = 0; i < fields.size(); i++) {
        Field field = fields.get(i);
        boolean named = field.name().equals(member) || field.column().equals(member);
        if (named && !found.contains(i)) {
          found.add(i);
        }
      }
      if (found.size() == before) {
        throw new ConfigException(
            "stream "
                + Messages.quote(stream)
                + ": "
                + Messages.unknown(
                    "field", member, fields.stream().map(Field::column).distinct().toList())
                + "; numeric(...), categorical(...) and sequence(...) make columns fields");
      }
    }
    return found;
  }

  /** How many fields there are. */
  public int size() {
    return fields.size();
  }

  /** The index of the field of this name, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Ids in one row: one for each categorical field, its length for each sequence. */
  public int idWidth() {
    return fields.stream()
        .filter(f -> f.kind() != Field.Kind.NUMERIC)
        .mapToInt(Field::length)
        .sum();
  }

  /** Numbers in one row. */
  public int numericWidth() {
    return (int) fields.stream().filter(f -> f.kind() == Field.Kind.NUMERIC).count();
  }

  /** Where the field begins in a row's ids or, if it is numeric, in its numbers. */
  public int offset(int field) {
    boolean numeric = fields.get(field).kind() == Field.Kind.NUMERIC;
    int offset = 0;
    for (int i = 0; i < field; i++) {
      if (numeric == (fields.get(i).kind() == Field.Kind.NUMERIC)) {
        offset += fields.get(i).length();
      }
    }
    return offset;
  }
}
