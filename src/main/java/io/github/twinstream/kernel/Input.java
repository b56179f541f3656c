package io.github.twinstream.kernel;

import com.google.gson.JsonObject;
import io.github.twinstream.kernel.protocol.Json;
import io.github.twinstream.kernel.protocol.Message;
import io.github.twinstream.kernel.transport.Channel;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks the person at the notebook for lines, also behind {@code System.in}. */
final class Input {
  private static final int LOOK_MILLIS = 50;

  private final Channel stdin;
  private final CellThread cells;
  private volatile Message request;

  Input(Channel stdin, CellThread cells) {
    this.stdin = stdin;
    this.cells = cells;
  }

  /** Makes {@code System.in} ask. */
  void install() {
    System.setIn(new Lines());
  }

  /** Names the request whose sender is asked from now on. */
  void serve(Message executeRequest) {
    request = executeRequest;
  }

  /** Asks and waits for the answer. */
  String ask(String prompt, boolean hidden) {
    Message asker = request;
    if (asker == null || !Json.flag(asker.content(), "allow_stdin", true)) {
      throw new IllegalStateException(
          "this front end cannot be asked for input (it sent allow_stdin = false)");
    }
    System.out.flush();
    CompletableFuture<String> answer = new CompletableFuture<>();
    cells.ask(() -> fetch(asker, prompt, hidden, answer));
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("reading input was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading input failed", e.getCause());
    }
  }

  private void fetch(
      Message asker, String prompt, boolean hidden, CompletableFuture<String> answer) {
    try {
      while (stdin.receive(0) != null) {
        continue;
      }
      stdin.reply(asker, "input_request", Map.of("prompt", prompt, "password", hidden));
      while (!answer.isDone()) {
        Message reply = stdin.receive(LOOK_MILLIS);
        if (reply != null && reply.type().equals("input_reply")) {
          JsonObject content = reply.content();
          answer.complete(Json.string(content, "value", ""));
        }
      }
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  private final class Lines extends InputStream {
    private byte[] line = new byte[0];
    private int next;

    @Override
    public synchronized int read() {
      fill();
      return line[next++] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      fill();
      int part = Math.min(length, line.length - next);
      System.arraycopy(line, next, into, offset, part);
      next += part;
      return part;
    }

    @Override
    public synchronized int available() {
      return line.length - next;
    }

    private void fill() {
      if (next == line.length) {
        line = (ask("", false) + "\n").getBytes(StandardCharsets.UTF_8);
        next = 0;
      }
    }
  }
}
