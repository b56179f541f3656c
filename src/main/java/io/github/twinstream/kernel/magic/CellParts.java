package io.github.twinstream.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a cell into Java and magics. */
final class CellParts {
  private static final Pattern LINE = Pattern.compile("\\s*%([A-Za-z]\\w*)(?:[ \\t]+(.*))?");
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "\\s*([\\w$<>\\[\\],.?&@ \\t]*[\\w$>\\]])\\s*=\\s*%([A-Za-z]\\w*)(?:[ \\t]+(.*?))?;?");
  private static final Pattern CELL = Pattern.compile("\\s*%%([A-Za-z]\\w*)(?:[ \\t]+(.*))?");

  private CellParts() {}

  /**
   * One part.
   *
   * @param magic the magic's name; {@code null} for Java
   * @param text the Java code, or what follows the magic's name on its line
   * @param body the rest of the cell for a cell magic; {@code null} otherwise
   * @param line the cell's line on which the part begins, from 1
   * @param target what the magic's value is assigned to, such as {@code List<String> jars}; {@code
   *     null} when it is not
   */
  record Part(String magic, String text, String body, int line, String target) {}

  /**
   * Cuts the code. A line is a magic only where a statement may begin, so that the remainder
   * operator at the start of a line, or a percent sign in a text block, stays Java. There a magic
   * may also stand behind {@code variable =}.
   *
   * @param complete tells whether code so far ends with a whole statement
   */
  static List<Part> of(String code, Predicate<String> complete) {
    String[] lines = code.split("\n", -1);
    int first = 0;
    while (first < lines.length && lines[first].isBlank()) {
      first++;
    }
    if (first < lines.length) {
      Matcher cell = CELL.matcher(lines[first].stripTrailing());
      if (cell.matches()) {
        String body = String.join("\n", List.of(lines).subList(first + 1, lines.length));
        return List.of(new Part(cell.group(1), text(cell.group(2)), body, first + 1, null));
      }
    }
    List<Part> parts = new ArrayList<>();
    StringBuilder java = new StringBuilder();
    int javaLine = 1;
    for (int i = 0; i < lines.length; i++) {
      Part magic = lineMagic(lines[i].stripTrailing(), i + 1);
      if (magic != null && (java.toString().isBlank() || complete.test(java.toString()))) {
        addJava(parts, java, javaLine);
        parts.add(magic);
        javaLine = i + 2;
      } else {
        java.append(lines[i]).append(i + 1 < lines.length ? "\n" : "");
      }
    }
    addJava(parts, java, javaLine);
    return parts;
  }

  private static Part lineMagic(String line, int number) {
    Matcher magic = LINE.matcher(line);
    if (magic.matches()) {
      return new Part(magic.group(1), text(magic.group(2)), null, number, null);
    }
    Matcher assigned = ASSIGNED.matcher(line);
    return assigned.matches()
        ? new Part(assigned.group(2), text(assigned.group(3)), null, number, assigned.group(1))
        : null;
  }

  private static void addJava(List<Part> parts, StringBuilder java, int line) {
    if (!java.toString().isBlank()) {
      parts.add(new Part(null, java.toString(), null, line, null));
    }
    java.setLength(0);
  }

  private static String text(String group) {
    return group == null ? "" : group.strip();
  }
}
