package io.github.twinstream.kernel.eval;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/** Says what the name under the cursor is. */
public final class Inspector {
  private final JavaSession session;

  /** An inspector that knows the session's declarations. */
  public Inspector(JavaSession session) {
    this.session = session;
  }

  /** The content of an {@code inspect_reply}. */
  public Map<String, Object> inspect(String code, int cursor, int detail) {
    int at = Completer.index(code, cursor);
    List<Documentation> found = session.analysis().documentation(code, at, detail > 0);
    String text = found.stream().map(Documentation::signature).collect(Collectors.joining("\n"));
    return Map.of(
        "status",
        "ok",
        "found",
        !found.isEmpty(),
        "data",
        found.isEmpty() ? Map.of() : Map.of("text/plain", text),
        "metadata",
        Map.of());
  }
}
