package io.github.twinstream.kernel;

import com.google.gson.JsonObject;
import io.github.twinstream.kernel.eval.Cell;
import io.github.twinstream.kernel.eval.CellResult;
import io.github.twinstream.kernel.eval.ErrorReport;
import io.github.twinstream.kernel.eval.JavaSession;
import io.github.twinstream.kernel.protocol.Json;
import io.github.twinstream.kernel.render.MimeBundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs the code of execute requests; to be called on the cells' thread. */
final class CellRunner {
  private static final int FRONT_END = -1;

  private final JavaSession session;
  private final GuardedRenderer renderer;
  private final Magic magic;
  private final UnaryOperator<String> pager;
  private int count;

  /** Runs the parts of a cell that are not Java. */
  @FunctionalInterface
  interface Magic {
    /** Runs a cell; code in it that is Java goes to the session. */
    CellResult run(Cell cell, String code);
  }

  /**
   * How a request ended.
   *
   * @param content the reply's content
   * @param failed whether cells that wait are to be aborted if the request says so
   * @param shown the text of the value, for the history; {@code null} without value
   */
  record Outcome(Map<String, Object> content, boolean failed, String shown) {}

  CellRunner(
      JavaSession session, GuardedRenderer renderer, Magic magic, UnaryOperator<String> pager) {
    this.pager = pager;
    this.session = session;
    this.renderer = renderer;
    this.magic = magic;
  }

  /** The number of the cell that ran last. */
  int count() {
    return count;
  }

  Outcome execute(JsonObject request, Published out) {
    String code = Json.string(request, "code", "");
    boolean silent = Json.flag(request, "silent", false);
    if (!silent && Json.flag(request, "store_history", true)) {
      count++;
    }
    out.input(code, count);
    String page = pager.apply(code);
    CellResult result = page.isEmpty() ? evaluate(new Cell(count, out), code) : CellResult.DONE;
    String shown = null;
    if (result.error() == null && result.hasValue() && !silent) {
      MimeBundle forms = renderInterruptibly(result.value());
      shown = String.valueOf(forms.data().get(MimeBundle.TEXT));
      out.result(forms, count);
    }
    if (result.error() != null) {
      out.error(result.error());
      Map<String, Object> content = Replies.error(result.error());
      content.put("execution_count", count);
      content.put("user_expressions", Map.of());
      return new Outcome(content, true, null);
    }
    Map<String, Object> content =
        Replies.ok(
            "execution_count",
            count,
            "payload",
            page.isEmpty()
                ? List.of()
                : List.of(
                    Replies.fields(
                        "source", "page", "start", 0, "data", Map.of(MimeBundle.TEXT, page))),
            "user_expressions",
            userExpressions(Json.strings(Json.child(request, "user_expressions"))));
    return new Outcome(content, false, shown);
  }

  private CellResult evaluate(Cell cell, String code) {
    try {
      return magic.run(cell, code);
    } catch (Throwable failure) {
      return new CellResult(
          ErrorReport.of(
              failure.getClass().getName(),
              "the cell could not be run to its end (" + failure.getMessage() + ")"),
          false,
          null);
    }
  }

  private MimeBundle renderInterruptibly(Object value) {
    try {
      return session.interruptibly(() -> renderer.render(value));
    } catch (Exception e) {
      return MimeBundle.text("(showing the value failed with " + e + ")");
    }
  }

  private Map<String, Object> userExpressions(Map<String, String> expressions) {
    Map<String, Object> results = new LinkedHashMap<>();
    expressions.forEach(
        (name, code) -> {
          CellResult result = session.run(new Cell(FRONT_END, (stream, text) -> {}), code);
          MimeBundle forms = renderInterruptibly(result.value());
          results.put(
              name,
              result.error() != null
                  ? Replies.error(result.error())
                  : Replies.ok("data", forms.data(), "metadata", forms.metadata()));
        });
    return results;
  }
}
