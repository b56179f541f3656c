package io.github.twinstream.kernel;

import com.google.gson.JsonObject;
import io.github.twinstream.kernel.eval.Cell;
import io.github.twinstream.kernel.eval.CellResult;
import io.github.twinstream.kernel.eval.Completer;
import io.github.twinstream.kernel.eval.ErrorReport;
import io.github.twinstream.kernel.eval.Inspector;
import io.github.twinstream.kernel.eval.JavaSession;
import io.github.twinstream.kernel.eval.OutputRouter;
import io.github.twinstream.kernel.eval.PackageIndex;
import io.github.twinstream.kernel.magic.Magics;
import io.github.twinstream.kernel.protocol.Json;
import io.github.twinstream.kernel.protocol.Message;
import io.github.twinstream.kernel.render.Display;
import io.github.twinstream.kernel.render.Renderers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What requests are answered from: session, renderers, history, comms. Used on the cells' thread.
 */
final class Engine {
  private static final Pattern MAGIC = Pattern.compile("(?m)(?:^|\\n|=)\\s*(%{1,2}\\w*)$");

  private final KernelOptions options;
  private final History history = new History(History.defaultFile());
  private volatile JavaSession session;
  private CellRunner runner;
  private Magics magics;
  private Completer completer;
  private Inspector inspector;

  Engine(KernelOptions options) {
    this.options = options;
  }

  static ErrorReport failure(String what) {
    return ErrorReport.of("KernelError", what);
  }

  /** Starts JShell, which needs nothing of the channels. */
  Void prepare() {
    session = new JavaSession(Environment.compilerOptions(System.getenv()), index());
    return null;
  }

  /** Runs the startup scripts; called after {@link #prepare}. */
  Void start(Input input) {
    JavaSession started = session;
    Renderers renderers = new Renderers();
    GuardedRenderer guarded = new GuardedRenderer(renderers, started);
    Display.connect(new CellDisplay(renderers, guarded, input));
    magics = new Magics(started);
    runner = new CellRunner(started, guarded, magics::run, this::page);
    completer = new Completer(started);
    inspector = new Inspector(started);
    Cell startup = OutputRouter.outside();
    for (String path : Environment.classpath(System.getenv())) {
      try {
        started.addToClasspath(path);
      } catch (IllegalArgumentException damaged) {
        System.err.println("the class path in the environment: " + damaged.getMessage());
      }
    }
    for (Path script : options.startup()) {
      runStartup(startup, script);
    }
    Environment.scripts(System.getenv()).forEach(script -> runStartup(startup, script));
    String code = Environment.code(System.getenv());
    if (!code.isEmpty()) {
      report("the startup script in the environment", run(startup, code));
    }
    return null;
  }

  /** The index of the class path; a lost one only makes the start slower. */
  private PackageIndex index() {
    try {
      return options.index() == null ? PackageIndex.EMPTY : PackageIndex.read(options.index());
    } catch (IOException | RuntimeException lost) {
      return PackageIndex.EMPTY;
    }
  }

  private void runStartup(Cell startup, Path script) {
    try {
      report(script.toString(), run(startup, Files.readString(script)));
    } catch (IOException e) {
      System.err.println("the startup script " + script + " cannot be read: " + e.getMessage());
    }
  }

  private CellResult run(Cell startup, String code) {
    return code.contains("%") ? magics.run(startup, code) : session.runStartup(startup, code);
  }

  private void report(String name, CellResult result) {
    if (result.error() != null) {
      System.err.println(name + ": " + String.join("\n", result.error().traceback()));
    }
  }

  void interrupt() {
    JavaSession current = session;
    if (current != null) {
      current.interrupt();
    }
  }

  CellRunner.Outcome execute(JsonObject request, Published out) {
    return runner.execute(request, out);
  }

  /** Does what a cell leaves to do once its answer is out; called on the shell thread. */
  void answered(JsonObject request, CellRunner.Outcome outcome) {
    if (Json.flag(request, "store_history", true) && !Json.flag(request, "silent", false)) {
      history.add(runner.count(), Json.string(request, "code", ""), outcome.shown());
    }
    session.firstResultShown();
  }

  Void comm(Message message, Published out) {
    Comms.comms().publishTo(out::publish);
    Comms.comms().receive(message);
    return null;
  }

  /** The content of the reply to a request; {@code null} when the request is unknown. */
  Map<String, Object> answer(Message request) {
    JsonObject content = request.content();
    String code = Json.string(content, "code", "");
    return switch (request.type()) {
      case "complete_request" -> complete(code, Json.number(content, "cursor_pos", 0));
      case "inspect_request" ->
          inspector.inspect(
              code, Json.number(content, "cursor_pos", 0), Json.number(content, "detail_level", 0));
      case "is_complete_request" -> completer.isComplete(magics.java(code));
      case "history_request" -> Replies.ok("history", history.answer(content));
      case "comm_info_request" ->
          Replies.ok("comms", Comms.comms().info(Json.string(content, "target_name", "")));
      default -> null;
    };
  }

  private Map<String, Object> complete(String code, int cursor) {
    int at = Completer.index(code, cursor);
    Matcher magic = MAGIC.matcher(code.substring(0, at));
    return magic.find()
        ? Completer.reply(code, magics.complete(magic.group(1)), magic.start(1), at)
        : completer.complete(code, cursor);
  }

  /** What a cell such as {@code List.of?} asks about; empty for other cells. */
  private String page(String code) {
    String text = code.strip();
    if (text.contains("\n") || !text.startsWith("?") && !text.endsWith("?")) {
      return "";
    }
    String name = text.replaceAll("^\\?+|\\?+$", "");
    String found = inspector.describe(name, name.length(), 1);
    return found.isEmpty() ? "nothing is known about " + name : found;
  }

  void close() {
    JavaSession current = session;
    if (current != null) {
      current.interrupt();
    }
  }
}
