package io.github.twinstream.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the kernel listens and with which key it signs.
 *
 * @param transport {@code tcp} or {@code ipc}
 * @param ip the address, or the file prefix for {@code ipc}
 * @param scheme the signature scheme
 * @param key the signing key; empty for none
 */
public record Connection(
    String transport,
    String ip,
    int shell,
    int control,
    int stdin,
    int iopub,
    int heartbeat,
    String scheme,
    String key) {

  /**
   * Reads a connection file.
   *
   * @throws IOException if it cannot be read or is no connection file; names the file
   */
  public static Connection read(Path file) throws IOException {
    JsonObject json;
    try {
      json = Json.object(Files.readString(file));
    } catch (JsonParseException e) {
      throw new IOException("connection file " + file + " is no JSON object", e);
    }
    for (String port : new String[] {"shell_port", "control_port", "stdin_port", "iopub_port"}) {
      if (Json.number(json, port, -1) < 0) {
        throw new IOException("connection file " + file + " has no '" + port + "'");
      }
    }
    return new Connection(
        Json.string(json, "transport", "tcp"),
        Json.string(json, "ip", "127.0.0.1"),
        Json.number(json, "shell_port", 0),
        Json.number(json, "control_port", 0),
        Json.number(json, "stdin_port", 0),
        Json.number(json, "iopub_port", 0),
        Json.number(json, "hb_port", 0),
        Json.string(json, "signature_scheme", "hmac-sha256"),
        Json.string(json, "key", ""));
  }

  /** The address of the channel with the given port. */
  public String address(int port) {
    return transport.equals("ipc")
        ? "ipc://" + ip + "-" + port
        : transport + "://" + ip + ":" + port;
  }
}
