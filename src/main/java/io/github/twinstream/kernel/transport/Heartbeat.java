package io.github.twinstream.kernel.transport;

import io.github.twinstream.kernel.protocol.Connection;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** Sends every heartbeat back, on a thread of its own. */
public final class Heartbeat {
  private static final int LONGEST_BEAT = 4 << 10;

  private Heartbeat() {}

  /** Binds the heartbeat socket and starts answering. */
  public static void start(ZContext context, Connection connection) {
    ZMQ.Socket socket = context.createSocket(SocketType.REP);
    socket.setLinger(0);
    socket.setMaxMsgSize(LONGEST_BEAT);
    socket.bind(connection.address(connection.heartbeat()));
    Thread thread = new Thread(() -> echo(socket), "heartbeat");
    thread.setDaemon(true);
    thread.start();
  }

  private static void echo(ZMQ.Socket socket) {
    try {
      while (true) {
        byte[] beat = socket.recv();
        boolean more = socket.hasReceiveMore();
        if (beat != null) {
          socket.send(beat, more ? ZMQ.SNDMORE : 0);
        }
      }
    } catch (ZMQException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
