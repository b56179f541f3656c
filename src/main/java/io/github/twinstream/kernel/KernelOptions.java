package io.github.twinstream.kernel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel is started with.
 *
 * @param connection the connection file
 * @param startup scripts to run before the first cell, in order
 * @param banner the greeting of terminal front ends
 * @param index the index of the class path's packages; {@code null} when there is none
 * @param warmUpOnly start, run one cell, end: makes the class-data-sharing archive
 */
record KernelOptions(
    Path connection, List<Path> startup, String banner, Path index, boolean warmUpOnly) {
  /**
   * Reads the command line: {@code [--startup FILE]... [--banner TEXT] [--index FILE]
   * (CONNECTION_FILE | --warm-up)}.
   *
   * @throws IllegalArgumentException if the words are others; says which
   */
  static KernelOptions parse(String[] words) {
    Path connection = null;
    List<Path> startup = new ArrayList<>();
    String banner = "Java kernel";
    Path index = null;
    boolean warmUp = false;
    for (int i = 0; i < words.length; i++) {
      switch (words[i]) {
        case "--startup" -> startup.add(Path.of(value(words, ++i)));
        case "--banner" -> banner = value(words, ++i);
        case "--index" -> index = Path.of(value(words, ++i));
        case "--warm-up" -> warmUp = true;
        default -> {
          if (words[i].startsWith("--") || connection != null) {
            throw new IllegalArgumentException(
                "unknown option '"
                    + words[i]
                    + "': there are --startup, --banner, --index, --warm-up");
          }
          connection = Path.of(words[i]);
        }
      }
    }
    if (connection == null && !warmUp) {
      throw new IllegalArgumentException("no connection file was given; Jupyter passes it");
    }
    return new KernelOptions(connection, List.copyOf(startup), banner, index, warmUp);
  }

  private static String value(String[] words, int at) {
    if (at >= words.length) {
      throw new IllegalArgumentException("option '" + words[at - 1] + "' wants a value");
    }
    return words[at];
  }
}
