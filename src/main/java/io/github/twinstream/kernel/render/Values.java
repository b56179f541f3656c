package io.github.twinstream.kernel.render;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Values of the JDK's own kinds: collections, maps, arrays and records, cut after so many elements;
 * streams are named, not consumed.
 */
final class Values {
  /** Lines of a stack trace that say how a cell's code is run, not what it did. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "^\\s+(?:at (?:java\\.base/)?(?:REPL\\.|jdk\\.internal\\.reflect\\.|java\\.lang\\.reflect\\.Method"
              + "|java\\.lang\\.Thread\\.run|(?:jdk\\.jshell/)?jdk\\.jshell\\."
              + "|io\\.github\\.twinstream\\.kernel\\.)|\\.\\.\\. \\d+ more)");

  private static final int ROWS = 100;
  private static final int IN_TEXT = 100;
  private static final int LONGEST = 100_000;
  private static final int DEEPEST = 4;

  private Values() {}

  /** The forms of any value. */
  static Map<String, ?> forms(Object value) {
    String text = text(value, 0);
    String html = null;
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      html = map(map);
    } else if (value instanceof Collection<?> all && !all.isEmpty() && allRecords(all)) {
      html = records(all);
    } else if (value instanceof Record one) {
      html = record(one);
    }
    return html == null
        ? Map.of(MimeBundle.TEXT, text)
        : Map.of(MimeBundle.TEXT, text, MimeBundle.HTML, html);
  }

  /** The value in few words. */
  static String shortText(Object value) {
    return text(value, 0);
  }

  private static String text(Object value, int depth) {
    if (value == null) {
      return "null";
    }
    if (value instanceof BaseStream<?, ?>) {
      return streamKind(value) + " (not consumed; collect it to see its elements)";
    }
    if (value instanceof Throwable error) {
      StringWriter trace = new StringWriter();
      error.printStackTrace(new PrintWriter(trace, true));
      return trace
          .toString()
          .lines()
          .filter(line -> !INSIDE.matcher(line).find())
          .collect(Collectors.joining("\n"));
    }
    if (depth < DEEPEST && value.getClass().isArray()) {
      return array(value, depth);
    }
    if (depth < DEEPEST && value instanceof Collection<?> all && jdk(value)) {
      return collection(all, depth);
    }
    if (depth < DEEPEST && value instanceof Map<?, ?> map && jdk(value)) {
      return mapText(map, depth);
    }
    return cut(String.valueOf(value));
  }

  private static String streamKind(Object stream) {
    return stream instanceof IntStream
        ? "IntStream"
        : stream instanceof LongStream
            ? "LongStream"
            : stream instanceof DoubleStream ? "DoubleStream" : "Stream";
  }

  private static boolean jdk(Object value) {
    return value.getClass().getName().startsWith("java.");
  }

  private static String array(Object array, int depth) {
    int length = Array.getLength(array);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < Math.min(length, IN_TEXT); i++) {
      parts.add(text(Array.get(array, i), depth + 1));
    }
    return joined("[", parts, length, "]");
  }

  private static String collection(Collection<?> all, int depth) {
    List<String> parts = new ArrayList<>();
    for (Object element : all) {
      if (parts.size() == IN_TEXT) {
        break;
      }
      parts.add(element == all ? "(this collection)" : text(element, depth + 1));
    }
    return joined("[", parts, all.size(), "]");
  }

  private static String mapText(Map<?, ?> map, int depth) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (parts.size() == IN_TEXT) {
        break;
      }
      String value = entry.getValue() == map ? "(this map)" : text(entry.getValue(), depth + 1);
      parts.add(text(entry.getKey(), depth + 1) + "=" + value);
    }
    return joined("{", parts, map.size(), "}");
  }

  private static String joined(String open, List<String> parts, int of, String close) {
    String more = of > parts.size() ? ", … " + (of - parts.size()) + " more" : "";
    return cut(open + String.join(", ", parts) + more + close);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "… (" + (text.length() - LONGEST) + " more characters)";
  }

  private static String map(Map<?, ?> map) {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (rows.size() == ROWS) {
        break;
      }
      Object value = entry.getValue() == map ? "(this map)" : entry.getValue();
      rows.add(List.of(text(entry.getKey(), 1), text(value, 1)));
    }
    String caption = map.size() > ROWS ? map.size() + " entries, the first " + ROWS + " shown" : "";
    return Html.table(caption, List.of("key", "value"), rows, List.of(false, false));
  }

  private static boolean allRecords(Collection<?> all) {
    Class<?> type = null;
    int seen = 0;
    for (Object element : all) {
      if (!(element instanceof Record) || type != null && element.getClass() != type) {
        return false;
      }
      type = element.getClass();
      if (++seen == ROWS) {
        break;
      }
    }
    return type != null && type.getRecordComponents().length > 0;
  }

  private static String records(Collection<?> all) {
    RecordComponent[] components = all.iterator().next().getClass().getRecordComponents();
    List<List<String>> rows = new ArrayList<>();
    for (Object element : all) {
      if (rows.size() == ROWS) {
        break;
      }
      rows.add(Arrays.stream(components).map(c -> text(component(c, element), 1)).toList());
    }
    return Html.table(
        all.size() > ROWS ? all.size() + " records, the first " + ROWS + " shown" : "",
        Arrays.stream(components).map(RecordComponent::getName).toList(),
        rows,
        Arrays.stream(components).map(c -> numeric(c.getType())).toList());
  }

  private static String record(Record one) {
    List<List<String>> rows = new ArrayList<>();
    for (RecordComponent component : one.getClass().getRecordComponents()) {
      rows.add(List.of(component.getName(), text(component(component, one), 1)));
    }
    return rows.isEmpty()
        ? null
        : Html.table(
            one.getClass().getSimpleName(),
            List.of("component", "value"),
            rows,
            List.of(false, false));
  }

  private static boolean numeric(Class<?> type) {
    return Number.class.isAssignableFrom(type)
        || type.isPrimitive() && type != boolean.class && type != char.class;
  }

  private static Object component(RecordComponent component, Object of) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(of);
    } catch (InvocationTargetException e) {
      return e.getCause();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
