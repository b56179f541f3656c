package io.github.twinstream.kernel.magic;

import io.github.twinstream.kernel.eval.Cell;
import io.github.twinstream.kernel.eval.CellResult;
import io.github.twinstream.kernel.eval.ErrorReport;
import io.github.twinstream.kernel.eval.JavaSession;
import io.github.twinstream.kernel.eval.Names;
import io.github.twinstream.kernel.eval.OutputRouter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs cells that may hold magics. */
public final class Magics {
  private final JavaSession session;
  private final Map<String, Entry> lines = new TreeMap<>();
  private final Map<String, Entry> cells = new TreeMap<>();

  private record Entry(String usage, Magic magic) {}

  /** The magics of a session. */
  public Magics(JavaSession session) {
    this.session = session;
    MavenMagics maven = new MavenMagics();
    line(
        "maven",
        "%maven [--offline] [--verbose] GROUP:ARTIFACT:VERSION... adds libraries",
        maven::add);
    line("addMavenDependency", "%addMavenDependency G:A:V is %maven", maven::add);
    line("addMavenDependencies", "%addMavenDependencies G:A:V... is %maven", maven::add);
    line("mavenRepo", "%mavenRepo ID URL adds a repository to look in", maven::repository);
    line("addMavenRepo", "%addMavenRepo ID URL is %mavenRepo", maven::repository);
    line("loadFromPOM", "%loadFromPOM FILE [SCOPE...] adds a POM's dependencies", maven::fromFile);
    cell(
        "loadFromPOM",
        "%%loadFromPOM [SCOPE...] adds those of the POM in the cell",
        maven::fromCell);
    line("jars", "%jars GLOB... adds jars", ClasspathMagics::jars);
    line("classpath", "%classpath PATH... adds folders and jars", ClasspathMagics::classpath);
    line("addToClasspath", "%addToClasspath PATH... is %classpath", ClasspathMagics::classpath);
    line(
        "load", "%load FILE runs a script (.jsh, .jshell, .java) or notebook", new LoadMagic(this));
    line("time", "%time STATEMENT runs it and says how long it took", SessionMagics::time);
    cell("time", "%%time runs the cell and says how long it took", this::timeCell);
    line("env", "%env [NAME] shows environment variables", SessionMagics::env);
    line("who", "%who lists the variables", SessionMagics::who);
    line("whos", "%whos is %who", SessionMagics::who);
    line("reset", "%reset forgets variables, methods and types", SessionMagics::reset);
    line("help", "%help [NAME] lists the magics", this::help);
    line("lsmagic", "%lsmagic is %help", this::help);
    line("sh", "%sh COMMAND runs a shell command", ShellMagic::line);
    cell("sh", "%%sh runs the cell as a shell script", ShellMagic::cell);
    cell("bash", "%%bash is %%sh", ShellMagic::cell);
  }

  private void line(String name, String usage, Magic magic) {
    lines.put(name, new Entry(usage, magic));
  }

  private void cell(String name, String usage, Magic magic) {
    cells.put(name, new Entry(usage, magic));
  }

  /** Runs a cell: its Java in the session, its magics here, in the order in which they stand. */
  public CellResult run(Cell cell, String code) {
    OutputRouter.enter(cell);
    CellResult result = CellResult.DONE;
    for (CellParts.Part part : CellParts.of(code, session::complete)) {
      result =
          part.magic() == null ? session.run(cell, part.text(), part.line()) : magic(cell, part);
      if (result.error() != null) {
        return result;
      }
    }
    return result;
  }

  /** The Java in a cell; its magics are left out. */
  public String java(String code) {
    StringBuilder java = new StringBuilder();
    for (CellParts.Part part : CellParts.of(code, session::complete)) {
      java.append(part.magic() == null ? part.text() : "").append('\n');
    }
    return java.toString();
  }

  /** The names of magics that begin with what stands before the cursor, percent signs included. */
  public List<String> complete(String typed) {
    boolean ofCell = typed.startsWith("%%");
    String prefix = typed.replaceFirst("^%+", "");
    return (ofCell ? cells : lines)
        .keySet().stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> (ofCell ? "%%" : "%") + name)
            .toList();
  }

  private CellResult magic(Cell cell, CellParts.Part part) {
    boolean ofCell = part.body() != null;
    Map<String, Entry> known = ofCell ? cells : lines;
    Entry entry = known.get(part.magic());
    String sign = ofCell ? "%%" : "%";
    if (entry == null) {
      return failed(cell, part, unknown(sign, part.magic(), known));
    }
    boolean assigned = part.target() != null;
    Call call =
        new Call(session, cell, part.magic(), part.text(), part.body(), part.line(), assigned);
    try {
      CellResult result = entry.magic.run(call);
      return assigned && result.error() == null ? assign(cell, part, result) : result;
    } catch (MagicException e) {
      return failed(cell, part, e.getMessage());
    }
  }

  private CellResult assign(Cell cell, CellParts.Part part, CellResult result)
      throws MagicException {
    if (!result.hasValue()) {
      throw new MagicException(
          "%" + part.magic() + " gives no value for " + part.target() + "; write it on its own");
    }
    MagicValue.hold(result.value());
    try {
      return session.run(
          cell, part.target() + " = " + MagicValue.class.getName() + ".take();", part.line());
    } finally {
      MagicValue.hold(null);
    }
  }

  private String unknown(String sign, String name, Map<String, Entry> known) {
    Map<String, Entry> other = known == lines ? cells : lines;
    String hint =
        other.containsKey(name)
            ? "; it is a " + (known == lines ? "cell magic: %%" : "line magic: %") + name
            : Names.nearest(name, known.keySet())
                .map(n -> "; did you mean " + sign + n + "?")
                .orElse("");
    return "no magic "
        + sign
        + name
        + ": there are "
        + String.join(", ", known.keySet().stream().map(n -> sign + n).toList())
        + hint;
  }

  private static CellResult failed(Cell cell, CellParts.Part part, String message) {
    String place = cell.name() + ", line " + part.line();
    return CellResult.failed(ErrorReport.of("MagicError", place + ": " + message));
  }

  private CellResult timeCell(Call call) {
    long start = System.nanoTime();
    CellResult result = call.session().run(call.cell(), call.body(), call.line() + 1);
    call.print(SessionMagics.took(start));
    return result;
  }

  private CellResult help(Call call) throws MagicException {
    List<String> words = call.words();
    if (words.isEmpty()) {
      lines.values().forEach(e -> call.print(e.usage));
      cells.values().forEach(e -> call.print(e.usage));
      call.print("NAME? or ?NAME shows what a name is, with its documentation");
      return CellResult.DONE;
    }
    String name = words.get(0).replaceFirst("^%+", "");
    if (!lines.containsKey(name) && !cells.containsKey(name)) {
      throw new MagicException(unknown("%", name, lines));
    }
    for (Map<String, Entry> known : List.of(lines, cells)) {
      if (known.containsKey(name)) {
        call.print(known.get(name).usage);
      }
    }
    return CellResult.DONE;
  }
}
