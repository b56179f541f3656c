package io.github.twinstream.kernel.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * A running Java session: declarations, imports and variables of all cells so far. One cell runs at
 * a time, on the calling thread; {@link #interrupt()} may be called from any other.
 */
public final class JavaSession implements AutoCloseable {
  private static final Pattern IMPORTS = Pattern.compile("(?:\\s*import\\s[^;/]+;)+");
  private static final String UNIQUE_IMPORT = "import java.lang.annotation.Inherited;\n";

  private final CellControl control = new CellControl(new SnippetLoader());
  private final Interrupter interrupter = new Interrupter();
  private final Origins origins = new Origins();
  private final Map<String, Set<String>> slotsOf = new HashMap<>();
  private final Set<String> owned = new HashSet<>();
  private final List<Snippet> declared = new ArrayList<>();
  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private final ErrorReports errors;
  private IndexedFiles indexed;

  /**
   * Starts a session.
   *
   * @param compilerOptions extra options for the compiler, such as {@code --enable-preview}
   */
  public JavaSession(List<String> compilerOptions) {
    this(compilerOptions, PackageIndex.EMPTY);
  }

  /**
   * Starts a session.
   *
   * @param compilerOptions extra options for the compiler, such as {@code --enable-preview}
   * @param index what is known of the class path's jars
   */
  public JavaSession(List<String> compilerOptions, PackageIndex index) {
    JShell.Builder builder =
        JShell.builder()
            .executionEngine(new Provider(control), Map.of())
            .compilerOptions(compilerOptions.toArray(new String[0]));
    if (!index.isEmpty()) {
      builder.fileManager(
          files -> {
            indexed = new IndexedFiles(files, index);
            return indexed;
          });
    }
    shell = builder.build();
    analysis = shell.sourceCodeAnalysis();
    errors = new ErrorReports(shell, origins);
  }

  private record Provider(CellControl control) implements ExecutionControlProvider {
    @Override
    public String name() {
      return "twinstream";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
      return control;
    }
  }

  /** Runs a cell's code on this thread; what it prints goes to the cell. */
  public CellResult run(Cell cell, String code) {
    return run(cell, code, 1);
  }

  /**
   * Runs part of a cell.
   *
   * @param firstLine the line of the cell on which the part begins, from 1
   */
  public CellResult run(Cell cell, String code, int firstLine) {
    OutputRouter.enter(cell);
    interrupter.begin();
    try {
      CellResult result = snippets(cell, code, firstLine);
      notes(cell);
      return result;
    } finally {
      System.out.flush();
      interrupter.end();
    }
  }

  /** Says that the first cell's result is out: slower preparations need not wait any longer. */
  public void firstResultShown() {
    if (indexed != null) {
      indexed.warmed();
    }
  }

  /**
   * Runs a startup script. The imports with which it begins are given to JShell as one snippet,
   * which takes a fifth of the time of the first cell less than one by one; JShell knows that
   * snippet by its first import, so this is one which no cell repeats.
   */
  public CellResult runStartup(Cell cell, String code) {
    Matcher imports = IMPORTS.matcher(code);
    if (imports.lookingAt()) {
      String all = UNIQUE_IMPORT + imports.group().strip();
      List<SnippetEvent> events = shell.eval(all);
      if (events.size() == 1
          && events.get(0).status() == Snippet.Status.VALID
          && events.get(0).snippet().source().equals(all)) {
        return run(cell, code.substring(imports.end()));
      }
    }
    return run(cell, code);
  }

  /** Stops the code that runs, if any. */
  public void interrupt() {
    interrupter.interrupt();
  }

  /** Runs other work of a cell, such as a magic or a renderer, so that it can be interrupted. */
  public <T> T interruptibly(java.util.concurrent.Callable<T> work) throws Exception {
    interrupter.begin();
    try {
      return work.call();
    } finally {
      interrupter.end();
    }
  }

  /** Has a thread end that nobody waits for any more, as far as Java can end it. */
  public void abandon(Thread thread) {
    interrupter.abandon(thread);
  }

  /** Whether the code ends with a whole statement or declaration. */
  public boolean complete(String code) {
    String rest = code;
    while (!rest.isBlank()) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      if (info.completeness() == Completeness.EMPTY) {
        return true;
      }
      if (!info.completeness().isComplete()) {
        return false;
      }
      rest = info.remaining();
    }
    return true;
  }

  /**
   * Adds a jar or folder for the compiler and the code.
   *
   * @throws IllegalArgumentException if it is a file but no jar: the compiler would fail at every
   *     cell from then on
   */
  public void addToClasspath(String path) {
    requireJar(Path.of(path));
    shell.addToClasspath(path);
  }

  private static void requireJar(Path path) {
    if (!Files.isRegularFile(path)) {
      return;
    }
    try (ZipFile readable = new ZipFile(path.toFile())) {
      readable.size();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "'" + path + "' cannot be read as a jar (" + e.getMessage() + "); it was not added", e);
    }
  }

  /** The loader that sees the added jars. */
  public ClassLoader libraries() {
    return control.loader().libraries();
  }

  /** JShell's analysis, for completion and inspection while no cell runs. */
  SourceCodeAnalysis analysis() {
    return analysis;
  }

  /** The underlying shell, for completion and inspection while no cell runs. */
  JShell shell() {
    return shell;
  }

  /** The variables that are defined, in the order of their definition. */
  public List<VarSnippet> variables() {
    return shell
        .variables()
        .filter(v -> shell.status(v).isActive() && !v.name().startsWith("$"))
        .toList();
  }

  /** Drops all variables, methods and types; imports stay. */
  public void reset() {
    shell
        .snippets()
        .filter(s -> shell.status(s).isActive() && s.kind() != Snippet.Kind.IMPORT)
        .toList()
        .forEach(
            s -> {
              shell.drop(s);
              release(s);
            });
  }

  @Override
  public void close() {
    shell.close();
  }

  private CellResult snippets(Cell cell, String code, int firstLine) {
    String rest = code;
    CellResult result = CellResult.DONE;
    while (!rest.isBlank()) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      if (info.completeness() == Completeness.EMPTY) {
        break;
      }
      boolean whole = info.completeness().isComplete() && info.source() != null;
      String source = (whole ? info.source() : rest).strip();
      int start = code.length() - rest.length() + start(rest, source);
      int line = firstLine + (int) code.substring(0, start).chars().filter(c -> c == '\n').count();
      result = snippet(cell, source, line);
      if (interrupter.requested()) {
        return CellResult.failed(errors.interrupted(control.thrown()));
      }
      if (result.error() != null) {
        return result;
      }
      rest = whole ? info.remaining() : "";
    }
    return result;
  }

  /** Says which declarations of the cell still lack something. */
  private void notes(Cell cell) {
    for (Snippet snippet : declared) {
      Snippet.Status status = shell.status(snippet);
      if (status == Snippet.Status.RECOVERABLE_NOT_DEFINED
          || status == Snippet.Status.RECOVERABLE_DEFINED) {
        cell.out().text("stderr", errors.unresolved(snippet) + "\n");
      }
    }
    declared.clear();
  }

  /** Where the snippet's first character stands; JShell may have added a semicolon to it. */
  private static int start(String rest, String source) {
    int found = rest.indexOf(source);
    if (found < 0 && source.endsWith(";")) {
      found = rest.indexOf(source.substring(0, source.length() - 1));
    }
    return Math.max(0, found);
  }

  private CellResult snippet(Cell cell, String source, int line) {
    control.reset();
    List<SnippetEvent> events = shell.eval(source);
    Set<String> evaluated =
        events.stream()
            .filter(event -> event.causeSnippet() == null)
            .flatMap(event -> slotsOf.getOrDefault(event.snippet().id(), Set.of()).stream())
            .collect(Collectors.toSet());
    Set<String> slots = control.loader().settle(evaluated);
    slots.removeAll(owned);
    owned.addAll(slots);
    CellResult result = CellResult.DONE;
    for (SnippetEvent event : events) {
      Snippet snippet = event.snippet();
      if (event.causeSnippet() == null) {
        origins.put(snippet.id(), new Origins.Origin(cell, line, source));
        slotsOf.computeIfAbsent(snippet.id(), id -> new TreeSet<>()).addAll(slots);
        result = result(event, source, line, cell);
        declared.add(snippet);
      }
    }
    events.stream().map(SnippetEvent::snippet).forEach(this::letGo);
    return result;
  }

  /**
   * Releases what cannot be named again: a statement that has run, and the unnamed variable in
   * which JShell keeps an expression's value.
   */
  private void letGo(Snippet snippet) {
    if (snippet.kind() == Snippet.Kind.STATEMENT) {
      release(snippet);
    } else if (snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        && shell.status(snippet).isActive()) {
      shell.drop(snippet);
      release(snippet);
    }
  }

  private void release(Snippet snippet) {
    Set<String> slots = slotsOf.remove(snippet.id());
    if (slots != null) {
      control.loader().release(slots);
      owned.removeAll(slots);
    }
  }

  private CellResult result(SnippetEvent event, String source, int line, Cell cell) {
    Snippet snippet = event.snippet();
    if (snippet instanceof ErroneousSnippet || event.status() == Snippet.Status.REJECTED) {
      return CellResult.failed(errors.compilation(snippet, source, cell, line));
    }
    if (event.exception() != null) {
      return CellResult.failed(errors.thrown(event, control.thrown()));
    }
    boolean value =
        snippet instanceof ExpressionSnippet
                && snippet.subKind() != Snippet.SubKind.ASSIGNMENT_SUBKIND
            || snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    return value ? CellResult.of(control.result()) : CellResult.DONE;
  }
}
