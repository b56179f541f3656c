package io.github.twinstream.kernel.render;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private Values() {}

  /** The containers around a value, the nearest first; {@code null} when there is none. */
  private record Within(Object container, Within outer) {
    static boolean holds(Within within, Object value) {
      for (Within w = within; w != null; w = w.outer) {
        if (w.container == value) {
          return true;
        }
      }
      return false;
    }
  }

  /** The forms of any value. */
  static Map<String, ?> forms(Object value) {
    String text = text(value, null);
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
    return text(value, null);
  }

  private static String text(Object value, Within within) {
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
    if (Within.holds(within, value)) {
      return value instanceof Map
          ? "(this map)"
          : value instanceof Collection ? "(this collection)" : "(this array)";
    }
    Within here = new Within(value, within);
    if (value.getClass().isArray()) {
      return array(value, here);
    }
    if (value instanceof Collection<?> all && jdk(value)) {
      return collection(all, here);
    }
    if (value instanceof Map<?, ?> map && jdk(value)) {
      return mapText(map, here);
    }
    return cut(Objects.requireNonNullElse(value.toString(), "null"));
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

  private static String array(Object array, Within here) {
    Parts parts = new Parts(Array.getLength(array));
    for (int i = 0; parts.wantsMore() && i < parts.of; i++) {
      parts.add(text(Array.get(array, i), here));
    }
    return parts.joined("[", "]");
  }

  private static String collection(Collection<?> all, Within here) {
    Parts parts = new Parts(all.size());
    Iterator<?> elements = all.iterator();
    while (parts.wantsMore() && elements.hasNext()) {
      parts.add(text(elements.next(), here));
    }
    return parts.joined("[", "]");
  }

  private static String mapText(Map<?, ?> map, Within here) {
    Parts parts = new Parts(map.size());
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (parts.wantsMore() && entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      parts.add(text(entry.getKey(), here) + "=" + text(entry.getValue(), here));
    }
    return parts.joined("{", "}");
  }

  /** The texts of a container's first elements, as many as will be shown. */
  private static final class Parts {
    private final List<String> texts = new ArrayList<>();
    private final int of;
    private long length;

    Parts(int of) {
      this.of = of;
    }

    boolean wantsMore() {
      return texts.size() < IN_TEXT && length <= LONGEST;
    }

    void add(String text) {
      texts.add(text);
      length += text.length();
    }

    String joined(String open, String close) {
      String more = of > texts.size() ? ", … " + (of - texts.size()) + " more" : "";
      return cut(open + String.join(", ", texts) + more + close);
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "… (" + (text.length() - LONGEST) + " more characters)";
  }

  private static String map(Map<?, ?> map) {
    Within here = new Within(map, null);
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (rows.size() == ROWS) {
        break;
      }
      rows.add(List.of(text(entry.getKey(), here), text(entry.getValue(), here)));
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
      rows.add(Arrays.stream(components).map(c -> text(component(c, element), null)).toList());
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
      rows.add(List.of(component.getName(), text(component(component, one), null)));
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
