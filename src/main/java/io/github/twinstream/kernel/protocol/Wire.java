package io.github.twinstream.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Turns frames into messages and back. Each thread that reads or writes has a wire of its own; all
 * wires of a kernel share the session id.
 */
public final class Wire {
  /** The version of the protocol that the kernel speaks. */
  public static final String PROTOCOL = "5.4";

  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final int PARTS = 5;
  private static final String USER = System.getProperty("user.name", "kernel");

  private final Signer signer;
  private final String session;

  /** A wire that signs with the connection's key and sends in the given session. */
  public Wire(Connection connection, String session) {
    this.signer = new Signer(connection.scheme(), connection.key());
    this.session = session;
  }

  /**
   * Reads a message.
   *
   * @throws BadMessageException if frames are missing, the signature is wrong or a part is no JSON
   */
  public Message read(List<byte[]> frames) throws BadMessageException {
    int delimiter = 0;
    while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
      delimiter++;
    }
    int first = delimiter + 2;
    if (frames.size() < first + PARTS - 1) {
      throw new BadMessageException("cut short: " + frames.size() + " frames");
    }
    List<byte[]> signed = frames.subList(first, first + PARTS - 1);
    if (!signer.accepts(frames.get(delimiter + 1), signed)) {
      throw new BadMessageException("wrong signature");
    }
    try {
      return new Message(
          List.copyOf(frames.subList(0, delimiter)),
          parse(signed.get(0)),
          parse(signed.get(1)),
          parse(signed.get(2)),
          parse(signed.get(3)),
          List.copyOf(frames.subList(first + PARTS - 1, frames.size())));
    } catch (JsonParseException | ClassCastException e) {
      throw new BadMessageException("not JSON: " + e.getMessage());
    }
  }

  /** The frames of a message, signed. */
  public List<byte[]> write(Message message) {
    List<byte[]> body = new ArrayList<>();
    for (JsonObject part :
        List.of(message.header(), message.parent(), message.metadata(), message.content())) {
      body.add(Json.text(part).getBytes(StandardCharsets.UTF_8));
    }
    List<byte[]> frames = new ArrayList<>(message.identities());
    frames.add(DELIMITER);
    frames.add(signer.sign(body));
    frames.addAll(body);
    frames.addAll(message.buffers());
    return frames;
  }

  /** A new message that goes to the sender of {@code parent}. */
  public Message reply(Message parent, String type, Map<String, ?> content) {
    return message(parent.identities(), parent.header(), type, content);
  }

  /**
   * A new message for the IOPub channel, in answer to the message with the header {@code parent}.
   */
  public Message publication(JsonObject parent, String type, Map<String, ?> content) {
    return message(List.of(type.getBytes(StandardCharsets.UTF_8)), parent, type, content);
  }

  private Message message(
      List<byte[]> identities, JsonObject parent, String type, Map<String, ?> content) {
    JsonObject header = new JsonObject();
    header.addProperty("msg_id", UUID.randomUUID().toString());
    header.addProperty("msg_type", type);
    header.addProperty("session", session);
    header.addProperty("username", USER);
    header.addProperty("date", timestamp());
    header.addProperty("version", PROTOCOL);
    return new Message(
        identities,
        header,
        parent,
        new JsonObject(),
        Json.tree(content).getAsJsonObject(),
        List.of());
  }

  private static String timestamp() {
    String micros = Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
    return micros.contains(".") ? micros : micros.replace("Z", ".000000Z");
  }

  private static JsonObject parse(byte[] part) {
    return Json.object(new String(part, StandardCharsets.UTF_8));
  }
}
