package io.github.twinstream.kernel.transport;

import io.github.twinstream.kernel.protocol.BadMessageException;
import io.github.twinstream.kernel.protocol.Connection;
import io.github.twinstream.kernel.protocol.Message;
import io.github.twinstream.kernel.protocol.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A channel that takes requests and gives replies (shell, control, stdin). Only the thread that
 * serves it may use it. Frames that are no message are dropped and counted.
 *
 * <p>What waits to be read takes at most a quarter of the heap ({@link FrameBudget}). A frame may
 * have 32 MiB (a sixteenth of the heap if that is less), three times what a browser can send
 * through a Jupyter server as that is set up; JeroMQ ends the connection of a client that sends a
 * longer one. Two messages of a client wait here, the others in its own queue: so a client that
 * sends whole messages never meets the budget, however many it sends and however long the cell
 * before them runs. Replies have no limit, since a router drops what goes beyond it.
 */
public final class Channel {
  /** The longest frame of a request. */
  static final int LONGEST_FRAME =
      (int) Math.min(32 << 20, Math.max(1 << 20, Runtime.getRuntime().maxMemory() / 16));

  private static final int WAITING_MESSAGES = 2;

  private final ZMQ.Socket socket;
  private final Wire wire;
  private final FrameBudget budget;
  private long dropped;

  private Channel(ZContext context, Connection connection, int port, String session, int longest) {
    budget = new FrameBudget(4L * longest);
    socket = context.createSocket(SocketType.ROUTER);
    socket.setLinger(1000);
    socket.setSndHWM(0);
    socket.setRcvHWM(WAITING_MESSAGES);
    socket.setMaxMsgSize(longest);
    socket.setMsgAllocator(budget);
    socket.setRouterHandover(true);
    socket.bind(connection.address(port));
    wire = new Wire(connection, session);
  }

  /** Binds a channel to a port of the connection. */
  public static Channel forRequests(
      ZContext context, Connection connection, int port, String session) {
    return new Channel(context, connection, port, session, LONGEST_FRAME);
  }

  /** Binds a channel whose messages are short, such as interrupts: an eighth of the others'. */
  public static Channel forShortMessages(
      ZContext context, Connection connection, int port, String session) {
    return new Channel(context, connection, port, session, LONGEST_FRAME / 8);
  }

  /** The next message; waits for it. */
  public Message receive() {
    while (true) {
      Message message = receive(-1);
      if (message != null) {
        return message;
      }
    }
  }

  /**
   * The next message, or {@code null} if none (or only frames that are no message) came in time.
   *
   * @param millis how long to wait; -1 for ever
   */
  public Message receive(int millis) {
    socket.setReceiveTimeOut(millis);
    byte[] frame = socket.recv();
    if (frame == null) {
      return null;
    }
    List<byte[]> frames = new ArrayList<>();
    frames.add(frame);
    while (socket.hasReceiveMore()) {
      byte[] next = socket.recv();
      budget.release(next);
      frames.add(next);
    }
    try {
      return wire.read(frames);
    } catch (BadMessageException e) {
      dropped++;
      return null;
    }
  }

  /** The messages that wait or come in the given time after the last one. */
  public List<Message> drain(int millis) {
    List<Message> waiting = new ArrayList<>();
    for (Message next = receive(millis); next != null; next = receive(millis)) {
      waiting.add(next);
    }
    return waiting;
  }

  /** Answers a message. */
  public void reply(Message request, String type, Map<String, ?> content) {
    List<byte[]> frames = wire.write(wire.reply(request, type, content));
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
    }
  }

  /** How many messages were dropped because they were cut short, no JSON or wrongly signed. */
  public long dropped() {
    return dropped;
  }
}
