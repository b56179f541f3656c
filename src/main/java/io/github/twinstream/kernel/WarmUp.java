package io.github.twinstream.kernel;

import com.google.gson.JsonObject;
import io.github.twinstream.kernel.protocol.BadMessageException;
import io.github.twinstream.kernel.protocol.Connection;
import io.github.twinstream.kernel.protocol.Json;
import io.github.twinstream.kernel.protocol.Message;
import io.github.twinstream.kernel.protocol.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Starts a kernel, runs a few cells in it through its sockets and ends it, so that a
 * class-data-sharing archive made of this run holds the classes that a start needs.
 */
final class WarmUp {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final List<String> CELLS =
      List.of(
          "1 + 1",
          "var warm = List.of(1, 2, 3); System.out.println(warm);\nwarm",
          "int twice(int a) { return 2 * a; }\nfor (int i = 0; i < 3; i++) { twice(i); }",
          "record Warm(int a, String b) {}\nList.of(new Warm(1, \"b\"))",
          "Stream.of(1, 2).map(i -> i * 2).collect(Collectors.toList())",
          "int wrong = \"a\";",
          "throw new IllegalStateException(\"warm\", new RuntimeException(\"cause\"));");

  private WarmUp() {}

  static void run(KernelOptions options) throws Exception {
    Connection connection = freeConnection();
    Kernel kernel = new Kernel(options, () -> connection);
    Thread thread = new Thread(kernel::serve, "kernel");
    thread.setDaemon(true);
    thread.start();
    try (ZContext context = new ZContext()) {
      ZMQ.Socket shell = context.createSocket(SocketType.DEALER);
      ZMQ.Socket iopub = context.createSocket(SocketType.SUB);
      iopub.subscribe(new byte[0]);
      iopub.connect(connection.address(connection.iopub()));
      shell.connect(connection.address(connection.shell()));
      Wire wire = new Wire(connection, UUID.randomUUID().toString());
      ask(shell, wire, "kernel_info_request", Map.of());
      for (String cell : CELLS) {
        ask(shell, wire, "execute_request", Map.of("code", cell, "store_history", false));
      }
      ask(shell, wire, "complete_request", Map.of("code", "warm.s", "cursor_pos", 6));
      ask(shell, wire, "inspect_request", Map.of("code", "warm.size()", "cursor_pos", 9));
      ask(shell, wire, "is_complete_request", Map.of("code", "int a = 1;"));
    }
  }

  private static void ask(ZMQ.Socket socket, Wire wire, String type, Map<String, ?> content)
      throws IOException {
    Message none =
        new Message(
            List.of(),
            new JsonObject(),
            new JsonObject(),
            new JsonObject(),
            Json.tree(content).getAsJsonObject(),
            List.of());
    List<byte[]> frames = wire.write(wire.reply(none, type, content));
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
    }
    socket.setReceiveTimeOut(PATIENCE_MILLIS);
    List<byte[]> reply = new ArrayList<>();
    do {
      byte[] frame = socket.recv();
      if (frame == null) {
        throw new IOException("the kernel did not answer a " + type + " while warming up");
      }
      reply.add(frame);
    } while (socket.hasReceiveMore());
    try {
      wire.read(reply);
    } catch (BadMessageException e) {
      throw new IOException("the kernel's answer to a " + type + " is " + e.getMessage(), e);
    }
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
    return new Connection(
        "tcp",
        "127.0.0.1",
        ports[0],
        ports[1],
        ports[2],
        ports[3],
        ports[4],
        "hmac-sha256",
        UUID.randomUUID().toString());
  }
}
