package io.github.twinstream.kernel.eval;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.SourceCodeAnalysis;

/** Completes code and tells whether it is complete. Positions count Unicode code points. */
public final class Completer {
  private final SourceCodeAnalysis analysis;

  /** A completer that knows the session's declarations. */
  public Completer(JavaSession session) {
    analysis = session.analysis();
  }

  /** The content of a {@code complete_reply}. */
  public Map<String, Object> complete(String code, int cursor) {
    int at = index(code, cursor);
    int[] anchor = {at};
    List<SourceCodeAnalysis.Suggestion> found = analysis.completionSuggestions(code, at, anchor);
    Set<String> matches = new LinkedHashSet<>();
    for (boolean fitting : new boolean[] {true, false}) {
      found.stream()
          .filter(each -> each.matchesType() == fitting)
          .map(SourceCodeAnalysis.Suggestion::continuation)
          .sorted()
          .forEach(matches::add);
    }
    return reply(code, List.copyOf(matches), anchor[0], at);
  }

  /** The content of a {@code complete_reply} with the given matches for a part of the code. */
  public static Map<String, Object> reply(String code, List<String> matches, int start, int end) {
    int from = code.codePointCount(0, start);
    int to = code.codePointCount(0, end);
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "ok");
    reply.put("matches", matches);
    reply.put("cursor_start", from);
    reply.put("cursor_end", to);
    reply.put(
        "metadata",
        Map.of(
            "_jupyter_types_experimental",
            matches.stream()
                .map(m -> Map.of("text", m, "start", from, "end", to, "type", kind(m)))
                .toList()));
    return reply;
  }

  private static String kind(String match) {
    if (match.startsWith("%")) {
      return "magic";
    }
    if (match.contains("(")) {
      return "function";
    }
    return Character.isUpperCase(match.charAt(0)) ? "class" : "instance";
  }

  /** The content of an {@code is_complete_reply}. */
  public Map<String, Object> isComplete(String code) {
    String rest = code;
    while (!rest.isBlank()) {
      SourceCodeAnalysis.CompletionInfo info = analysis.analyzeCompletion(rest);
      switch (info.completeness()) {
        case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> {
          return Map.of("status", "incomplete", "indent", indent(code));
        }
        case UNKNOWN -> {
          return Map.of("status", "invalid");
        }
        default -> rest = info.remaining() == null ? "" : info.remaining();
      }
    }
    return Map.of("status", "complete");
  }

  private static String indent(String code) {
    String last = code.substring(code.lastIndexOf('\n') + 1);
    String own = last.substring(0, last.length() - last.stripLeading().length());
    return last.stripTrailing().endsWith("{") ? own + "    " : own;
  }

  /** The position in UTF-16 units of a cursor that counts code points; cut to the code. */
  public static int index(String code, int cursor) {
    int points = code.codePointCount(0, code.length());
    return code.offsetByCodePoints(0, Math.max(0, Math.min(cursor, points)));
  }
}
