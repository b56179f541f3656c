package io.github.twinstream.kernel;

import com.google.gson.JsonObject;
import io.github.twinstream.kernel.eval.OutputRouter;
import io.github.twinstream.kernel.protocol.Connection;
import io.github.twinstream.kernel.protocol.Json;
import io.github.twinstream.kernel.protocol.Message;
import io.github.twinstream.kernel.transport.Channel;
import io.github.twinstream.kernel.transport.Heartbeat;
import io.github.twinstream.kernel.transport.IoPub;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.zeromq.ZContext;

/**
 * The running kernel: three threads serve the shell, control and heartbeat channels, one publishes,
 * one runs cells. Whatever a request does, its sender gets busy, a reply if there is one, and idle.
 */
final class Kernel {
  private static final int ABORT_WINDOW_MILLIS = 20;

  private final KernelOptions options;
  private final ZContext context;
  private final Channel shell;
  private final Channel control;
  private final IoPub iopub;
  private final Input input;
  private final CellThread cells = new CellThread();
  private final Engine engine;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private final AtomicBoolean ending = new AtomicBoolean();

  /**
   * Binds the sockets; JShell, which takes longer, starts meanwhile.
   *
   * @param source reads what to bind to
   */
  Kernel(KernelOptions options, Callable<Connection> source) throws Exception {
    this.options = options;
    engine = new Engine(options);
    cells.start(engine::prepare);
    Connection connection = source.call();
    context = new ZContext();
    String session = UUID.randomUUID().toString();
    iopub = new IoPub(context, connection, session);
    shell = Channel.forRequests(context, connection, connection.shell(), session);
    control = Channel.forShortMessages(context, connection, connection.control(), session);
    input =
        new Input(
            Channel.forShortMessages(context, connection, connection.stdin(), session), cells);
    Heartbeat.start(context, connection);
  }

  /** Serves requests until the front end shuts the kernel down. */
  void serve() {
    iopub.publish(new JsonObject(), "status", Map.of("execution_state", "starting"));
    OutputRouter.install();
    input.install();
    cells.start(() -> engine.start(input));
    Lifetime.watch(this::lastWords, engine::interrupt);
    Thread controller = new Thread(this::serveControl, "control");
    controller.setDaemon(true);
    controller.start();
    boolean goOn = true;
    while (goOn) {
      goOn = handled(shell, shell.receive()) && handleWaiting();
    }
    end();
  }

  private void serveControl() {
    boolean goOn = true;
    while (goOn) {
      goOn = handled(control, control.receive());
    }
    end();
    System.exit(0);
  }

  /** Handles one request; {@code false} ends the kernel. */
  private boolean handled(Channel channel, Message request) {
    Published out = new Published(iopub, request, false);
    out.status("busy");
    try {
      return handle(channel, request);
    } catch (Throwable failure) {
      String what = failure.getClass().getName() + ": " + failure.getMessage();
      if (request.type().endsWith("_request")) {
        channel.reply(request, replyType(request), Replies.error(Engine.failure(what)));
      }
      return true;
    } finally {
      out.status("idle");
    }
  }

  private boolean handle(Channel channel, Message request) {
    JsonObject content = request.content();
    switch (request.type()) {
      case "kernel_info_request" ->
          channel.reply(request, "kernel_info_reply", Replies.kernelInfo(options.banner()));
      case "interrupt_request" -> {
        engine.interrupt();
        channel.reply(request, "interrupt_reply", Replies.ok());
      }
      case "shutdown_request" -> {
        Map<String, Object> reply = Replies.ok("restart", Json.flag(content, "restart", false));
        channel.reply(request, "shutdown_reply", reply);
        new Published(iopub, request, false).publish("shutdown_reply", reply);
        return false;
      }
      case "debug_request" ->
          channel.reply(
              request,
              "debug_reply",
              Replies.ok(
                  "type",
                  "response",
                  "success",
                  false,
                  "command",
                  Json.string(content, "command", ""),
                  "request_seq",
                  Json.number(content, "seq", 0),
                  "message",
                  "this kernel has no debugger"));
      case "execute_request" -> execute(channel, request);
      case "comm_open", "comm_msg", "comm_close" ->
          cells.run(() -> engine.comm(request, published(request)));
      default -> {
        Map<String, Object> reply = cells.run(() -> engine.answer(request));
        if (reply != null) {
          channel.reply(request, replyType(request), reply);
        }
      }
    }
    return true;
  }

  private void execute(Channel channel, Message request) {
    JsonObject content = request.content();
    Published out = new Published(iopub, request, Json.flag(content, "silent", false));
    input.serve(request);
    CellRunner.Outcome outcome = cells.run(() -> engine.execute(content, out));
    boolean abort = outcome.failed() && Json.flag(content, "stop_on_error", true);
    if (abort) {
      waiting.addAll(channel.drain(ABORT_WINDOW_MILLIS));
    }
    channel.reply(request, "execute_reply", outcome.content());
    engine.answered(content, outcome);
  }

  /** Deals with what waited when a cell failed: cells are not run, other requests are answered. */
  private boolean handleWaiting() {
    boolean goOn = true;
    while (goOn && !waiting.isEmpty()) {
      Message next = waiting.poll();
      if (next.type().equals("execute_request")) {
        published(next).status("busy");
        shell.reply(next, "execute_reply", Replies.fields("status", "aborted"));
        published(next).status("idle");
      } else {
        goOn = handled(shell, next);
      }
    }
    return goOn;
  }

  private Published published(Message request) {
    return new Published(iopub, request, false);
  }

  private static String replyType(Message request) {
    return request.type().replaceFirst("_request$", "_reply");
  }

  private void end() {
    if (ending.compareAndSet(false, true)) {
      engine.close();
      iopub.close();
    }
  }

  /** Says why the process ends when it is not the front end that ended it. */
  private void lastWords() {
    if (ending.compareAndSet(false, true)) {
      OutputRouter.current()
          .out()
          .text(
              "stderr",
              "The kernel's process ends: a library called System.exit, or it was told to by a"
                  + " signal.\n");
      iopub.close();
    }
  }
}
