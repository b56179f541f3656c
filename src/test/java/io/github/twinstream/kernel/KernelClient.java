package io.github.twinstream.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.twinstream.kernel.protocol.BadMessageException;
import io.github.twinstream.kernel.protocol.Connection;
import io.github.twinstream.kernel.protocol.Json;
import io.github.twinstream.kernel.protocol.Message;
import io.github.twinstream.kernel.protocol.Wire;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Runs the kernel in a process of its own and speaks to it as a front end does. */
final class KernelClient implements AutoCloseable {
  static final int PATIENCE_MILLIS = 60_000;

  final Process process;
  final Connection connection;
  final ZMQ.Socket shell;
  final ZMQ.Socket control;
  final ZMQ.Socket stdin;
  final ZMQ.Socket iopub;
  final ZMQ.Socket heartbeat;
  final Wire wire;
  private final ZContext context = new ZContext();

  /** What a request led to: its reply and all that was published for it, up to idle. */
  record Answer(Message reply, List<Message> published) {
    String status() {
      return Json.string(reply.content(), "status", "");
    }

    String text(String stream) {
      return published.stream()
          .filter(m -> m.type().equals("stream"))
          .filter(m -> Json.string(m.content(), "name", "").equals(stream))
          .map(m -> Json.string(m.content(), "text", ""))
          .collect(Collectors.joining());
    }

    List<String> types() {
      return published.stream().map(Message::type).toList();
    }

    JsonObject first(String type) {
      return published.stream()
          .filter(m -> m.type().equals(type))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + type + " in " + types()))
          .content();
    }

    String shown(String mime) {
      return Json.string(Json.child(first("execute_result"), "data"), mime, null);
    }

    /** The traceback without colours. */
    String trace() {
      JsonArray lines = first("error").getAsJsonArray("traceback");
      return StreamSupport.stream(lines.spliterator(), false)
          .map(JsonElement::getAsString)
          .collect(Collectors.joining("\n"))
          .replaceAll("\u001b\\[\\d+m", "");
    }
  }

  private KernelClient(Path folder, Function<String, List<String>> command) throws IOException {
    connection = freeConnection();
    Path file = folder.resolve("connection-" + UUID.randomUUID() + ".json");
    Files.writeString(file, Json.text(connectionFile(connection)));
    ProcessBuilder builder = new ProcessBuilder(command.apply(file.toString()));
    builder.environment().put("TWINSTREAM_HISTORY", folder.resolve("history.jsonl").toString());
    builder.redirectErrorStream(true).redirectOutput(new File(folder.toFile(), "kernel.log"));
    process = builder.start();
    wire = new Wire(connection, UUID.randomUUID().toString());
    shell = dealer(connection.shell(), "client");
    control = dealer(connection.control(), "client");
    stdin = dealer(connection.stdin(), "client");
    heartbeat = context.createSocket(SocketType.REQ);
    heartbeat.connect(connection.address(connection.heartbeat()));
    iopub = context.createSocket(SocketType.SUB);
    iopub.setRcvHWM(0);
    iopub.subscribe(new byte[0]);
    iopub.connect(connection.address(connection.iopub()));
    awaitReady();
  }

  static KernelClient start(Path folder, String... javaOptions) throws IOException {
    Path startup = folder.resolve("startup.jsh");
    Files.writeString(startup, Files.readString(Path.of("kernel-spec", "startup.jsh")));
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.add("-Djava.awt.headless=true");
    words.addAll(List.of(javaOptions));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of(KernelMain.class.getName(), "--startup", startup.toString()));
    return new KernelClient(
        folder,
        connection -> {
          words.add(connection);
          return words;
        });
  }

  /** Starts what a kernel.json says, as Jupyter does. */
  static KernelClient startInstalled(Path folder, JsonObject specification) throws IOException {
    List<String> argv = new ArrayList<>();
    specification.getAsJsonArray("argv").forEach(word -> argv.add(word.getAsString()));
    return new KernelClient(
        folder,
        connection -> {
          argv.replaceAll(word -> word.replace("{connection_file}", connection));
          return argv;
        });
  }

  /** Sends a request on a channel; the id of the message. */
  String send(ZMQ.Socket socket, String type, Map<String, ?> content) {
    JsonObject none = new JsonObject();
    Message request =
        wire.reply(new Message(List.of(), none, none, none, none, List.of()), type, content);
    sendFrames(socket, wire.write(request));
    return request.id();
  }

  static void sendFrames(ZMQ.Socket socket, List<byte[]> frames) {
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
    }
  }

  /** The next message of a socket; {@code null} if none comes in time. */
  Message receive(ZMQ.Socket socket, int millis) {
    socket.setReceiveTimeOut(millis);
    List<byte[]> frames = new ArrayList<>();
    do {
      byte[] frame = socket.recv();
      if (frame == null) {
        return null;
      }
      frames.add(frame);
    } while (socket.hasReceiveMore());
    try {
      return wire.read(frames);
    } catch (BadMessageException e) {
      throw new AssertionError("the kernel sent a bad message: " + e.getMessage());
    }
  }

  Answer ask(String type, Map<String, ?> content) {
    return answer(send(shell, type, content));
  }

  Answer run(String code) {
    return ask("execute_request", Map.of("code", code));
  }

  /** Waits for the reply to a request and for all that is published for it. */
  Answer answer(String id) {
    Message reply = receive(shell, PATIENCE_MILLIS);
    if (reply == null) {
      throw new AssertionError("no reply; the kernel is " + (process.isAlive() ? "alive" : "dead"));
    }
    return new Answer(reply, published(id));
  }

  /** All that is published for a request, up to idle. */
  List<Message> published(String id) {
    List<Message> published = new ArrayList<>();
    while (true) {
      Message next = receive(iopub, PATIENCE_MILLIS);
      if (next == null) {
        throw new AssertionError("no idle after " + published.stream().map(Message::type).toList());
      }
      if (Json.string(next.parent(), "msg_id", "").equals(id)) {
        published.add(next);
        if (next.type().equals("status")
            && Json.string(next.content(), "execution_state", "").equals("idle")) {
          return published;
        }
      }
    }
  }

  private void awaitReady() {
    String id = send(shell, "kernel_info_request", Map.of());
    if (receive(shell, PATIENCE_MILLIS) == null) {
      throw new AssertionError("the kernel did not start; its log is beside its connection file");
    }
    for (int tries = 0; tries < 100; tries++) {
      Message next = receive(iopub, 100);
      if (next != null && next.type().equals("status")) {
        drain();
        return;
      }
      id = send(shell, "kernel_info_request", Map.of());
      receive(shell, PATIENCE_MILLIS);
    }
    throw new AssertionError("nothing was published for " + id);
  }

  private void drain() {
    while (receive(iopub, 200) != null) {
      continue;
    }
  }

  private ZMQ.Socket dealer(int port, String identity) {
    ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
    socket.setIdentity(identity.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    socket.connect(connection.address(port));
    return socket;
  }

  /** Shuts the kernel down; the exit code. */
  int shutDown() throws InterruptedException {
    send(control, "shutdown_request", Map.of("restart", false));
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("the kernel did not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    context.close();
  }

  private static Map<String, Object> connectionFile(Connection c) {
    return Map.of(
        "transport", c.transport(),
        "ip", c.ip(),
        "shell_port", c.shell(),
        "control_port", c.control(),
        "stdin_port", c.stdin(),
        "iopub_port", c.iopub(),
        "hb_port", c.heartbeat(),
        "signature_scheme", c.scheme(),
        "key", c.key());
  }

  private static Connection freeConnection() throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    int[] ports = new int[5];
    for (int i = 0; i < ports.length; i++) {
      held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      ports[i] = held.get(i).getLocalPort();
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    String key = UUID.randomUUID().toString();
    return new Connection(
        "tcp", "127.0.0.1", ports[0], ports[1], ports[2], ports[3], ports[4], "hmac-sha256", key);
  }
}
