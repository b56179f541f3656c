package io.github.twinstream.kernel.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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
    List<String> matches =
        List.copyOf(
            new TreeSet<>(
                analysis.completionSuggestions(code, at, anchor).stream()
                    .map(SourceCodeAnalysis.Suggestion::continuation)
                    .toList()));
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "ok");
    reply.put("matches", matches);
    reply.put("cursor_start", code.codePointCount(0, anchor[0]));
    reply.put("cursor_end", code.codePointCount(0, at));
    reply.put("metadata", Map.of());
    return reply;
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

  static int index(String code, int cursor) {
    int points = code.codePointCount(0, code.length());
    return code.offsetByCodePoints(0, Math.max(0, Math.min(cursor, points)));
  }
}
