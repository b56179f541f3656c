package io.github.twinstream.cli;

import io.github.twinstream.error.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Runs Java scripts as {@code jshell} does, with two differences: a file is read as a whole, so
 * that a chain may begin its lines with dots, and it ends at its first error. The verbs are
 * imported. What one script declares, the next sees.
 */
final class Script implements AutoCloseable {
  private static final Pattern TOOL_COMMAND = Pattern.compile("(?m)^/[a-z!?-].*$");
  private static final String STARTUP =
      """
      import java.io.*;
      import java.math.*;
      import java.nio.file.*;
      import java.util.*;
      import java.util.function.*;
      import java.util.stream.*;
      import static io.github.twinstream.Twinstream.*;
      """;

  private final JShell shell;
  private final Map<String, Place> places = new TreeMap<>();

  /**
   * Runs snippets on the thread that asks for it, so that an interrupt of it reaches the work in
   * the script; JShell's own local engine takes another thread and ignores interrupts.
   */
  private static final class OnThisThread implements ExecutionControlProvider {
    @Override
    public String name() {
      return "twinstream";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return new DirectExecutionControl();
    }
  }

  /** Where a snippet stands. */
  private record Place(String file, int line) {
    Place down(int lines) {
      return new Place(file, line + lines);
    }

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  Script() {
    shell =
        JShell.builder()
            .executionEngine(new OnThisThread(), Map.of())
            .compilerOptions("-classpath", System.getProperty("java.class.path"))
            .build();
    run("startup", STARTUP, 1);
  }

  /**
   * Runs the code.
   *
   * @param name the file's name, for messages
   * @param code its text
   * @param firstLine the line of the file at which the text begins, from 1
   * @throws DataException at the first error, which is named with its line
   * @throws CancellationException if the thread is interrupted and the script has nothing to keep
   */
  void run(String name, String code, int firstLine) {
    String rest = javaOnly(name, code, firstLine);
    int line = firstLine;
    while (!rest.isBlank()) {
      int blank = rest.length() - rest.stripLeading().length();
      line += lines(rest.substring(0, blank));
      rest = rest.substring(blank);
      CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      boolean whole = info.completeness().isComplete() && info.source() != null;
      String source = whole ? info.source() : rest;
      String remaining = whole ? info.remaining() : "";
      run(source, new Place(name, line));
      line += lines(rest.substring(0, rest.length() - remaining.length()));
      rest = remaining;
    }
  }

  @Override
  public void close() {
    shell.close();
  }

  private void run(String source, Place place) {
    for (SnippetEvent event : shell.eval(source)) {
      Snippet snippet = event.snippet();
      if (event.causeSnippet() != null) {
        continue;
      }
      places.put(snippet.id(), place);
      if (event.exception() != null && cancelled(event.exception())) {
        throw new CancellationException(place + ": " + event.exception().getMessage());
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException(place + ": the script was interrupted");
      }
      if (event.status() == Snippet.Status.REJECTED) {
        throw new DataException(rejected(snippet, source, place));
      }
      if (event.exception() != null) {
        throw new DataException(thrown(event.exception(), place));
      }
      if (event.status() == Snippet.Status.RECOVERABLE_NOT_DEFINED) {
        throw new DataException(place + ": not defined: " + unresolved(snippet));
      }
    }
  }

  private static boolean cancelled(JShellException thrown) {
    return thrown instanceof EvalException evaluated
        && evaluated.getExceptionClassName().equals(CancellationException.class.getName());
  }

  private String unresolved(Snippet snippet) {
    return snippet instanceof jdk.jshell.DeclarationSnippet declaration
        ? String.join(", ", shell.unresolvedDependencies(declaration).toList())
        : snippet.source().strip();
  }

  /** The compiler's words with the line that they mean and a caret below it. */
  private String rejected(Snippet snippet, String source, Place place) {
    List<String> said = new ArrayList<>();
    for (Diag diag : shell.diagnostics(snippet).filter(Diag::isError).toList()) {
      int at = (int) Math.max(0, Math.min(diag.getPosition(), source.length()));
      int start = source.lastIndexOf('\n', at - 1) + 1;
      int end = source.indexOf('\n', at);
      String line = source.substring(start, end < 0 ? source.length() : end);
      said.add(
          place.down(lines(source.substring(0, at)))
              + ": "
              + diag.getMessage(null).strip()
              + "\n    "
              + line
              + "\n    "
              + " ".repeat(at - start)
              + "^");
    }
    return String.join("\n", said);
  }

  /** The chain of causes, and the script's own lines that led there. */
  private String thrown(JShellException thrown, Place snippet) {
    StringBuilder said = new StringBuilder();
    Place place = snippet;
    boolean first = true;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (first) {
        place = deepest(cause, snippet);
      }
      boolean told = cause.getMessage() != null && said.indexOf(cause.getMessage()) >= 0;
      if (first || !told) {
        said.append(first ? place + ": " : "\ncaused by ").append(words(cause));
      }
      first = false;
    }
    for (StackTraceElement frame : thrown.getStackTrace()) {
      Place at = place(frame);
      if (at != null && !at.equals(place)) {
        said.append("\n  called from ").append(at);
      }
    }
    return said.toString();
  }

  private String words(Throwable cause) {
    if (cause instanceof UnresolvedReferenceException missing) {
      return "not defined: " + unresolved(missing.getSnippet());
    }
    String name =
        cause instanceof EvalException evaluated
            ? evaluated.getExceptionClassName()
            : cause.getClass().getName();
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return cause.getMessage() == null ? simple : simple + ": " + cause.getMessage();
  }

  private Place deepest(Throwable cause, Place otherwise) {
    for (StackTraceElement frame : cause.getStackTrace()) {
      Place at = place(frame);
      if (at != null) {
        return at;
      }
    }
    return otherwise;
  }

  /** JShell gives frames of snippets the file name {@code #id} and the snippet's own line. */
  private Place place(StackTraceElement frame) {
    String file = frame.getFileName();
    Place start = file != null && file.startsWith("#") ? places.get(file.substring(1)) : null;
    return start == null ? null : start.down(Math.max(0, frame.getLineNumber() - 1));
  }

  /** Cuts the text at {@code /exit}; other commands of the jshell tool are no Java. */
  private static String javaOnly(String name, String code, int firstLine) {
    Matcher command = TOOL_COMMAND.matcher(code);
    if (!command.find()) {
      return code;
    }
    if (command.group().strip().equals("/exit")) {
      return code.substring(0, command.start());
    }
    throw new DataException(
        new Place(name, firstLine).down(lines(code.substring(0, command.start())))
            + ": '"
            + command.group().strip()
            + "' is a command of the jshell tool; a script is Java, and may end with /exit");
  }

  private static int lines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }
}
