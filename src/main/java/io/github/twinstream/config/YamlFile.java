package io.github.twinstream.config;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML file as PyYAML, which FuxiCTR uses, understands its values (YAML 1.1), each with its line.
 * No tag makes an object. A number with an exponent that PyYAML takes as text, such as {@code
 * 1e-5}, is read as the number that was meant, and noted.
 */
final class YamlFile {
  private static final int LARGEST = 4 << 20;
  private static final int DEEPEST = 32;
  private static final int MOST_VALUES = 100_000;
  private static final Set<String> NULLS = Set.of("", "~", "null");
  private static final Set<String> YES = Set.of("true", "yes", "on");
  private static final Set<String> NO = Set.of("false", "no", "off");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9][0-9_]*");
  private static final Pattern POINT =
      Pattern.compile("[-+]?([0-9][0-9_]*\\.[0-9_]*|\\.[0-9_]+)([eE][-+][0-9]+)?");
  private static final Pattern MEANT =
      Pattern.compile("[-+]?([0-9][0-9_]*\\.?[0-9_]*|\\.[0-9_]+)[eE][-+]?[0-9]+");

  private final String name;
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Settings.Entry> root;
  private int depth;
  private int values;

  private YamlFile(String name, String text) {
    this.name = name;
    LoadSettings settings = LoadSettings.builder().setLabel(name).setUseMarks(true).build();
    Node node;
    try {
      requireShallow(new Parse(settings).parseString(text));
      node = new Compose(settings).composeString(text).orElse(null);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new ConfigException(name + ":" + line + ": no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new ConfigException(name + ": no YAML: " + e.getMessage());
    }
    if (!(node instanceof MappingNode mapping)) {
      throw new ConfigException(name + ": the file must hold keys and values at its top");
    }
    this.root = entries(mapping);
  }

  /**
   * Reads a file.
   *
   * @throws DataException if it cannot be read
   * @throws ConfigException if it is no YAML of keys and values; names the line
   */
  static YamlFile read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new DataException(
            String.format(
                "cannot read %s: it has %,d bytes, a configuration has at most %,d",
                file, Files.size(file), LARGEST));
      }
      return new YamlFile(
          file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      throw new DataException("cannot read " + file + ": it is not UTF-8; save it as UTF-8", e);
    } catch (IOException e) {
      throw new DataException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  static YamlFile of(String name, String text) {
    return new YamlFile(name, text);
  }

  /** The keys at the top. */
  Set<String> keys() {
    return root.keySet();
  }

  /** The block of this key at the top; empty if the key is not there. */
  Settings block(String key) {
    Settings.Entry entry = root.get(key);
    return new Settings(name, entry == null ? Map.of() : block(entry, key));
  }

  /** The keys and values of an entry that is a block itself. */
  Map<String, Settings.Entry> block(Settings.Entry entry, String key) {
    if (!(entry.value() instanceof Map<?, ?> map)) {
      throw new ConfigException(
          name + ":" + entry.line() + ": " + key + " is " + entry.value() + ": it must be a block");
    }
    Map<String, Settings.Entry> entries = new LinkedHashMap<>();
    map.forEach((k, v) -> entries.put(String.valueOf(k), (Settings.Entry) v));
    return entries;
  }

  /** Numbers that PyYAML would have taken as text. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  String name() {
    return name;
  }

  /** Looks at the nesting before anything descends into it. */
  private void requireShallow(Iterable<Event> events) {
    int open = 0;
    for (Event event : events) {
      open += event instanceof CollectionStartEvent ? 1 : 0;
      open -= event instanceof CollectionEndEvent ? 1 : 0;
      if (open > DEEPEST) {
        throw tooMuch(event.getStartMark(), "more than " + DEEPEST + " blocks within each other");
      }
    }
  }

  private ConfigException tooMuch(Optional<Mark> place, String what) {
    return new ConfigException(
        name + ":" + place.map(mark -> mark.getLine() + 1).orElse(0) + ": there are " + what);
  }

  private Map<String, Settings.Entry> entries(MappingNode mapping) {
    Map<String, Settings.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode named)) {
        throw new ConfigException(
            name + ":" + line(tuple) + ": a key is a list or a block: it must be a word");
      }
      String key = named.getValue();
      if (key.equals("<<") && tuple.getValueNode() instanceof MappingNode merged) {
        descend(merged, () -> entries(merged)).forEach(entries::putIfAbsent);
        continue;
      }
      entries.put(key, new Settings.Entry(value(key, tuple.getValueNode()), line(tuple)));
    }
    return entries;
  }

  private static int line(NodeTuple tuple) {
    return tuple.getKeyNode().getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private Object value(String key, Node node) {
    if (node instanceof MappingNode mapping) {
      return descend(mapping, () -> entries(mapping));
    }
    if (node instanceof SequenceNode sequence) {
      return descend(sequence, () -> items(key, sequence));
    }
    ScalarNode scalar = (ScalarNode) node;
    return scalar.getScalarStyle() == ScalarStyle.PLAIN ? plain(key, scalar) : scalar.getValue();
  }

  private List<Object> items(String key, SequenceNode sequence) {
    List<Object> items = new ArrayList<>();
    sequence.getValue().forEach(item -> items.add(value(key, item)));
    return items;
  }

  /** Aliases can make a small file endless, or larger than any memory. */
  private <T> T descend(CollectionNode<?> node, Supplier<T> within) {
    values += node.getValue().size();
    if (++depth > DEEPEST || values > MOST_VALUES) {
      throw tooMuch(
          node.getStartMark(),
          depth > DEEPEST
              ? "more than " + DEEPEST + " blocks within each other, by an alias"
              : "more than " + MOST_VALUES + " values, by aliases");
    }
    T made = within.get();
    depth--;
    return made;
  }

  private Object plain(String key, ScalarNode scalar) {
    String text = scalar.getValue();
    String lower = text.toLowerCase(Locale.ROOT);
    if (NULLS.contains(lower)) {
      return null;
    }
    if (YES.contains(lower) || NO.contains(lower)) {
      return YES.contains(lower);
    }
    String digits = text.replace("_", "");
    if (WHOLE.matcher(text).matches()) {
      try {
        return Integer.valueOf(digits.startsWith("+") ? digits.substring(1) : digits);
      } catch (NumberFormatException e) {
        return Double.valueOf(digits);
      }
    }
    if (POINT.matcher(text).matches()) {
      return Double.valueOf(digits);
    }
    if (MEANT.matcher(text).matches()) {
      int line = scalar.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
      warnings.add(
          name
              + ":"
              + line
              + ": "
              + key
              + " is "
              + text
              + ", which PyYAML, and so FuxiCTR, takes as text; it is read as a number here, write "
              + written(digits)
              + " to be understood by both");
      return Double.valueOf(digits);
    }
    return text;
  }

  /** With a point and a signed exponent. */
  private static String written(String digits) {
    int e = digits.toLowerCase(Locale.ROOT).indexOf('e');
    String mantissa = digits.substring(0, e);
    String exponent = digits.substring(e + 1);
    return (mantissa.contains(".") ? mantissa : mantissa + ".")
        + "e"
        + (exponent.startsWith("-") || exponent.startsWith("+") ? exponent : "+" + exponent);
  }
}
