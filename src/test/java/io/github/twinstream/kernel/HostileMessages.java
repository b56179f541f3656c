package io.github.twinstream.kernel;

import io.github.twinstream.kernel.protocol.Connection;
import io.github.twinstream.kernel.protocol.Json;
import io.github.twinstream.kernel.protocol.Message;
import io.github.twinstream.kernel.protocol.Signer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.zeromq.ZMQ;

/** Messages that no well-behaved front end sends. */
final class HostileMessages {
  private static final String[] TYPES = {
    "execute_request",
    "complete_request",
    "inspect_request",
    "history_request",
    "is_complete_request",
    "comm_open",
    "comm_msg",
    "comm_close",
    "comm_info_request",
    "kernel_info_request",
    "interrupt_request",
    "debug_request",
    "input_reply",
    "",
    "\u0000",
    "x"
  };
  private static final String[] HEADERS = {
    "{}", "null", "{\"msg_type\":7}", "{\"msg_id\":{},\"msg_type\":[]}", "{\"msg_id\":\"only\"}"
  };
  private static final String[] CONTENTS = {
    "{}",
    "null",
    "[]",
    "1",
    "\"a\"",
    "{\"code\":null}",
    "{\"code\":[1]}",
    "{\"code\":{\"a\":1}}",
    "{\"code\":\"\"}",
    "{\"code\":\"((((\",\"cursor_pos\":-5}",
    "{\"code\":\"a.b\",\"cursor_pos\":99999999999}",
    "{\"code\":\"\\ud800\",\"cursor_pos\":1}",
    "{\"hist_access_type\":7,\"n\":-3,\"session\":1e300}",
    "{\"comm_id\":{},\"target_name\":[]}",
    "{\"code\":\"%\"}",
    "{\"code\":\"%%nothing\\n\"}",
    "{\"user_expressions\":[],\"code\":\";\"}",
    "{\"code\":\"%maven\"}",
    "{\"hist_access_type\":\"search\",\"pattern\":\"[(\\\\\"}"
  };

  private final KernelClient kernel;
  private final Random random;
  private final Signer signer;

  HostileMessages(KernelClient kernel, long seed) {
    this.kernel = kernel;
    this.random = new Random(seed);
    this.signer = new Signer(kernel.connection.scheme(), kernel.connection.key());
  }

  void send(int count) {
    for (int i = 0; i < count; i++) {
      ZMQ.Socket socket = random.nextInt(4) == 0 ? kernel.control : kernel.shell;
      KernelClient.sendFrames(socket, frames(random.nextInt(100)));
    }
  }

  /** Opens plain connections to every port, sends bytes that are no ZeroMQ, and cuts them off. */
  void cutConnections(int count) throws IOException {
    Connection c = kernel.connection;
    int[] ports = {c.shell(), c.control(), c.stdin(), c.iopub(), c.heartbeat()};
    for (int i = 0; i < count; i++) {
      try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), ports[i % ports.length])) {
        byte[] greeting = noise(1, 200).get(0);
        if (random.nextBoolean() && greeting.length > 9) {
          greeting[0] = (byte) 0xff;
          greeting[9] = 0x7f;
        }
        plain.getOutputStream().write(greeting);
      }
    }
  }

  /** Runs a cell behind all of them; what they led to is read away. */
  static KernelClient.Answer afterThem(KernelClient kernel, String code) {
    String id =
        kernel.send(kernel.shell, "execute_request", Map.of("code", code, "store_history", true));
    Message reply;
    do {
      reply = kernel.receive(kernel.shell, KernelClient.PATIENCE_MILLIS);
      if (reply == null) {
        throw new AssertionError("no reply any more");
      }
    } while (!Json.string(reply.parent(), "msg_id", "").equals(id));
    return new KernelClient.Answer(reply, kernel.published(id));
  }

  private List<byte[]> frames(int kind) {
    if (kind < 40) {
      return noise(1 + random.nextInt(8), 40);
    }
    if (kind < 41) {
      return noise(2, 8 << 20);
    }
    List<byte[]> body = new ArrayList<>();
    body.add(bytes(kind < 43 ? HEADERS[random.nextInt(HEADERS.length)] : header()));
    body.add(bytes(random.nextBoolean() ? "{}" : "null"));
    body.add(bytes("{}"));
    body.add(bytes(CONTENTS[random.nextInt(CONTENTS.length)]));
    if (kind < 55) {
      body.set(random.nextInt(4), bytes("{\"cut"));
    } else if (kind < 57) {
      body.set(3, bytes("[".repeat(50_000)));
    }
    List<byte[]> frames = new ArrayList<>(List.of(bytes("<IDS|MSG>"), signer.sign(body)));
    frames.addAll(body);
    if (kind == 99) {
      frames.add(new byte[8 << 20]);
    }
    if (kind >= 57 && kind < 70) {
      frames.set(1, kind < 63 ? new byte[0] : bytes("0".repeat(64)));
    } else if (kind >= 70 && kind < 80) {
      frames = new ArrayList<>(frames.subList(0, 1 + random.nextInt(frames.size() - 1)));
    }
    return frames;
  }

  private String header() {
    String type = Json.text(TYPES[random.nextInt(TYPES.length)]).replace("\"", "");
    return "{\"msg_id\":\"h\",\"msg_type\":\"" + type + "\"}";
  }

  private List<byte[]> noise(int frames, int longest) {
    List<byte[]> noise = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      byte[] frame = new byte[random.nextInt(longest)];
      random.nextBytes(frame);
      noise.add(random.nextInt(5) == 0 ? bytes("<IDS|MSG>") : Arrays.copyOf(frame, frame.length));
    }
    return noise;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
