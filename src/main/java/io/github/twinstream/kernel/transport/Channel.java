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
 */
public final class Channel {
  private static final int LONGEST_FRAME = 512 << 20;

  private final ZMQ.Socket socket;
  private final Wire wire;
  private long dropped;

  /** Binds a channel to a port of the connection. */
  public Channel(ZContext context, Connection connection, int port, String session) {
    socket = context.createSocket(SocketType.ROUTER);
    socket.setLinger(1000);
    socket.setHWM(0);
    socket.setMaxMsgSize(LONGEST_FRAME);
    socket.setRouterHandover(true);
    socket.bind(connection.address(port));
    wire = new Wire(connection, session);
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
      frames.add(socket.recv());
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
