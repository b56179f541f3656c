package io.github.twinstream.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * One message of the protocol.
 *
 * @param identities routing prefix: who sent it, or where a reply goes; for IOPub the topic
 * @param header the message's own header
 * @param parent the header of the message that this one answers; empty when there is none
 * @param metadata free fields
 * @param content what the message says
 * @param buffers raw binary attachments
 */
public record Message(
    List<byte[]> identities,
    JsonObject header,
    JsonObject parent,
    JsonObject metadata,
    JsonObject content,
    List<byte[]> buffers) {

  /** The message's type, such as {@code execute_request}; empty when its header has none. */
  public String type() {
    return Json.string(header, "msg_type", "");
  }

  /** The message's id; empty when its header has none. */
  public String id() {
    return Json.string(header, "msg_id", "");
  }
}
