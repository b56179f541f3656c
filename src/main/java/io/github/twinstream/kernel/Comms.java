package io.github.twinstream.kernel;

import com.google.gson.JsonObject;
import io.github.twinstream.kernel.protocol.Json;
import io.github.twinstream.kernel.protocol.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Two-way channels between code in cells and the front end's scripts. Register a target, or open a
 * channel to a target of the front end; data are maps that JSON can hold.
 */
public final class Comms {
  private static final Comms INSTANCE = new Comms();

  private final Map<String, Handler> targets = new ConcurrentHashMap<>();
  private final Map<String, Comm> open = new ConcurrentHashMap<>();
  private volatile BiConsumer<String, Map<String, ?>> publisher = (type, content) -> {};

  private Comms() {}

  /** The kernel's channels. */
  public static Comms comms() {
    return INSTANCE;
  }

  /** Takes what the front end sends. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Called with the data of {@code comm_open} first and of each {@code comm_msg} then.
     *
     * @param comm the channel, for answers
     */
    void received(Comm comm, Map<String, Object> data);
  }

  /** One open channel. */
  public static final class Comm {
    private final String id;
    private final String target;
    private final Handler handler;

    private Comm(String id, String target, Handler handler) {
      this.id = id;
      this.target = target;
      this.handler = handler;
    }

    /** The channel's id. */
    public String id() {
      return id;
    }

    /** Sends data to the front end. */
    public void send(Map<String, ?> data) {
      INSTANCE.publisher.accept("comm_msg", Map.of("comm_id", id, "data", data));
    }

    /** Closes the channel on both sides. */
    public void close() {
      INSTANCE.open.remove(id);
      INSTANCE.publisher.accept("comm_close", Map.of("comm_id", id, "data", Map.of()));
    }
  }

  /** Accepts channels that the front end opens to the target. */
  public void register(String target, Handler handler) {
    targets.put(target, handler);
  }

  /** Opens a channel to a target of the front end. */
  public Comm open(String target, Map<String, ?> data, Handler handler) {
    Comm comm = new Comm(UUID.randomUUID().toString(), target, handler);
    open.put(comm.id, comm);
    publisher.accept("comm_open", Map.of("comm_id", comm.id, "target_name", target, "data", data));
    return comm;
  }

  void publishTo(BiConsumer<String, Map<String, ?>> to) {
    publisher = to;
  }

  /** Takes a comm message of the front end; handlers run on the calling thread. */
  void receive(Message message) {
    JsonObject content = message.content();
    String id = Json.string(content, "comm_id", "");
    switch (message.type()) {
      case "comm_open" -> {
        String target = Json.string(content, "target_name", "");
        Handler handler = targets.get(target);
        if (handler == null) {
          publisher.accept("comm_close", Map.of("comm_id", id, "data", Map.of()));
          return;
        }
        Comm comm = new Comm(id, target, handler);
        open.put(id, comm);
        handler.received(comm, data(content));
      }
      case "comm_msg" -> {
        Comm comm = open.get(id);
        if (comm != null) {
          comm.handler.received(comm, data(content));
        }
      }
      default -> open.remove(id);
    }
  }

  /** The open channels, for {@code comm_info_reply}. */
  Map<String, Object> info(String target) {
    Map<String, Object> found = new LinkedHashMap<>();
    open.forEach(
        (id, comm) -> {
          if (target.isEmpty() || comm.target.equals(target)) {
            found.put(id, Map.of("target_name", comm.target));
          }
        });
    return found;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> data(JsonObject content) {
    return new com.google.gson.Gson().fromJson(Json.child(content, "data"), Map.class);
  }
}
