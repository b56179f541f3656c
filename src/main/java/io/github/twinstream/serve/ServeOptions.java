package io.github.twinstream.serve;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.time.Duration;

/**
 * How a model is served. Immutable: each method gives a changed copy.
 *
 * @param host the address to bind to
 * @param port the port; 0 for any free one
 * @param token what requests must bear; empty for none
 * @param workers requests that are scored at a time
 * @param waiting requests that may wait for a worker; one more is refused
 * @param patience how long one waits before it is refused
 * @param maxBytes the largest request body
 * @param maxRows the most rows or candidates of one request
 * @param idle how long a connection may say nothing
 * @param grace how long stopping waits for requests under way
 */
public record ServeOptions(
    String host,
    int port,
    String token,
    int workers,
    int waiting,
    Duration patience,
    int maxBytes,
    int maxRows,
    Duration idle,
    Duration grace) {
  /** Loopback, port 8080, no token, a worker a processor, 64 waiting for a second, 1 MiB. */
  public static final ServeOptions DEFAULT =
      new ServeOptions(
          "127.0.0.1",
          8080,
          "",
          Runtime.getRuntime().availableProcessors(),
          64,
          Duration.ofSeconds(1),
          1 << 20,
          10_000,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10));

  /** Checks the ranges. */
  public ServeOptions {
    require(port >= 0 && port <= 65535, "port", port, "from 0, any free one, to 65535");
    require(workers >= 1 && workers <= 512, "workers", workers, "from 1 to 512");
    require(waiting >= 0 && waiting <= 4096, "waiting", waiting, "from 0 to 4096");
    require(!patience.isNegative(), "patience", patience, "0 or more");
    require(maxBytes >= 2, "maxBytes", maxBytes, "at least 2");
    require(maxRows >= 1, "maxRows", maxRows, "at least 1");
    require(idle.toMillis() >= 1, "idle", idle, "at least a millisecond");
    require(!grace.isNegative(), "grace", grace, "0 or more");
  }

  private static void require(boolean holds, String option, Object given, String allowed) {
    if (!holds) {
      throw new ConfigException(Messages.outOfRange(option, given, allowed));
    }
  }

  /** At this address and port. */
  public ServeOptions at(String address, int number) {
    return new ServeOptions(
        address, number, token, workers, waiting, patience, maxBytes, maxRows, idle, grace);
  }

  /** For those who bear this token alone. */
  public ServeOptions token(String secret) {
    return new ServeOptions(
        host, port, secret, workers, waiting, patience, maxBytes, maxRows, idle, grace);
  }

  /** With so many scored at a time, and so many waiting so long. */
  public ServeOptions queue(int atATime, int inLine, Duration longest) {
    return new ServeOptions(
        host, port, token, atATime, inLine, longest, maxBytes, maxRows, idle, grace);
  }

  /** With bodies of so many bytes and so many rows at most. */
  public ServeOptions limits(int bytes, int rows) {
    return new ServeOptions(
        host, port, token, workers, waiting, patience, bytes, rows, idle, grace);
  }

  /** With so long for silent connections, and for requests under way when it stops. */
  public ServeOptions times(Duration silent, Duration stopping) {
    return new ServeOptions(
        host, port, token, workers, waiting, patience, maxBytes, maxRows, silent, stopping);
  }
}
