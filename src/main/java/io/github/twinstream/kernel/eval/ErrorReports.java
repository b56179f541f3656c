package io.github.twinstream.kernel.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;

/** Explains errors in the cell's own lines. */
final class ErrorReports {
  private static final int SHOWN_FRAMES = 30;

  private final JShell shell;
  private final Origins origins;

  ErrorReports(JShell shell, Origins origins) {
    this.shell = shell;
    this.origins = origins;
  }

  /** A compilation error: place, message, the line itself, and a caret below it. */
  ErrorReport compilation(Snippet snippet, String source, Cell cell, int line) {
    List<String> trace = new ArrayList<>();
    String first = null;
    List<Diag> diags = shell.diagnostics(snippet).filter(Diag::isError).toList();
    for (Diag diag : diags) {
      String message = clean(diag.getMessage(Locale.ENGLISH));
      int at = (int) Math.max(0, Math.min(diag.getPosition(), source.length()));
      int from = (int) Math.max(0, Math.min(diag.getStartPosition(), at));
      int to = (int) Math.max(at, Math.min(diag.getEndPosition(), source.length()));
      int lineStart = source.lastIndexOf('\n', at - 1) + 1;
      int lineEnd =
          source.indexOf('\n', lineStart) < 0 ? source.length() : source.indexOf('\n', lineStart);
      int cellLine =
          line + (int) source.substring(0, lineStart).chars().filter(c -> c == '\n').count();
      int caretFrom = Math.max(from, lineStart) - lineStart;
      int caretTo = Math.max(caretFrom + 1, Math.min(to, lineEnd) - lineStart);
      String place = cell.name() + ", line " + cellLine;
      first = first == null ? place + ": " + message : first;
      trace.add(ErrorReport.red(place) + ": " + message);
      String text = source.substring(lineStart, lineEnd);
      trace.add("    " + text.replace('\t', ' '));
      trace.add("    " + " ".repeat(caretFrom) + ErrorReport.red("^".repeat(caretTo - caretFrom)));
    }
    if (first == null) {
      first = cell.name() + ", line " + line + ": this is not Java that can be compiled";
      trace.add(first);
    }
    return new ErrorReport("CompilationError", first, trace);
  }

  /** An exception with its causes, in the user's frames. */
  ErrorReport thrown(SnippetEvent event, Throwable real) {
    if (event.exception() instanceof UnresolvedReferenceException unresolved) {
      return ErrorReport.of("UnresolvedReference", unresolved(unresolved.getSnippet()));
    }
    if (event.exception() instanceof EvalException mapped && real != null) {
      return report(real, List.of(mapped.getStackTrace()));
    }
    return ErrorReport.of("EvaluationError", String.valueOf(event.exception()));
  }

  /** The report on a cell that was interrupted. */
  ErrorReport interrupted(Throwable thrown) {
    String message = "the cell was interrupted; what its finished statements made is kept";
    if (thrown != null
        && !(thrown instanceof CellInterrupted)
        && !(thrown instanceof InterruptedException)) {
      message += " (it ended with " + describe(thrown) + ")";
    }
    return ErrorReport.of("Interrupted", message);
  }

  /** What a declaration still lacks; empty when nothing. */
  String unresolved(Snippet snippet) {
    if (!(snippet instanceof DeclarationSnippet declaration)) {
      return "";
    }
    String missing = shell.unresolvedDependencies(declaration).collect(Collectors.joining(", "));
    String errors =
        missing.isEmpty()
            ? shell
                .diagnostics(snippet)
                .filter(Diag::isError)
                .map(d -> clean(d.getMessage(Locale.ENGLISH)))
                .collect(Collectors.joining("; "))
            : missing + " is declared";
    return errors.isEmpty()
        ? ""
        : declaration.name()
            + " is declared, but cannot be used "
            + (missing.isEmpty() ? "yet: " : "until ")
            + errors;
  }

  private ErrorReport report(Throwable real, List<StackTraceElement> mapped) {
    List<String> trace = new ArrayList<>();
    int next = 0;
    for (Throwable each : Causes.chain(real)) {
      trace.add(
          (trace.isEmpty() ? "" : "Caused by: ") + ErrorReport.red(name(each)) + message(each));
      next = frames(each, mapped, next, trace);
    }
    return new ErrorReport(name(real), text(real), trace);
  }

  private int frames(
      Throwable thrown, List<StackTraceElement> mapped, int start, List<String> trace) {
    int next = start;
    int hidden = 0;
    int shown = 0;
    StackTraceElement firstHidden = null;
    for (StackTraceElement frame : UserFrames.above(thrown)) {
      if (!UserFrames.isSnippet(frame)) {
        firstHidden = hidden++ == 0 ? frame : firstHidden;
        continue;
      }
      StackTraceElement place = next < mapped.size() ? mapped.get(next) : frame;
      next++;
      if (shown++ >= SHOWN_FRAMES) {
        continue;
      }
      fold(trace, hidden, firstHidden);
      hidden = 0;
      line(place, trace);
    }
    if (shown == 0) {
      fold(trace, hidden, firstHidden);
    }
    if (shown > SHOWN_FRAMES) {
      trace.add(ErrorReport.dim("    … " + (shown - SHOWN_FRAMES) + " more frames of cells"));
    }
    return start + UserFrames.ofSnippets(thrown).size();
  }

  private static void fold(List<String> trace, int hidden, StackTraceElement first) {
    if (hidden > 0) {
      String where = first.getClassName() + "." + first.getMethodName();
      trace.add(
          ErrorReport.dim(
              "    in " + where + (hidden > 1 ? " (" + hidden + " library frames)" : "")));
    }
  }

  private void line(StackTraceElement place, List<String> trace) {
    String file = String.valueOf(place.getFileName());
    Origins.Origin origin = file.startsWith("#") ? origins.get(file.substring(1)) : null;
    if (origin == null) {
      trace.add("    at " + place);
      return;
    }
    String method = place.getMethodName();
    String in = method.isEmpty() || method.startsWith("lambda$") ? "" : ", in " + method;
    trace.add("    at " + origin.place(place.getLineNumber()) + in);
    String text = origin.text(place.getLineNumber()).strip();
    if (!text.isEmpty()) {
      trace.add(ErrorReport.dim("        " + text));
    }
  }

  private static String name(Throwable thrown) {
    String name = thrown.getClass().getName();
    return name.startsWith("REPL.$JShell$")
        ? name.replaceFirst("^REPL\\.\\$JShell\\$\\w+\\$", "").replace('$', '.')
        : name;
  }

  private static String message(Throwable thrown) {
    String text = text(thrown);
    return text.isEmpty() ? "" : ": " + text;
  }

  private static String text(Throwable thrown) {
    try {
      return String.valueOf(thrown.getMessage() == null ? "" : thrown.getMessage());
    } catch (Throwable broken) {
      return "(its getMessage() fails with " + broken.getClass().getName() + ")";
    }
  }

  private static String describe(Throwable thrown) {
    return name(thrown) + message(thrown);
  }

  /** javac's message without what only JShell's wrapping put in. */
  private static String clean(String message) {
    return message
        .lines()
        .filter(l -> !l.strip().matches("location: +class( REPL\\.\\$JShell\\$\\S+)?"))
        .collect(Collectors.joining("\n"))
        .replaceAll("REPL\\.\\$JShell\\$\\w+\\.", "")
        .replaceAll("\\$JShell\\$\\w+\\.", "");
  }
}
