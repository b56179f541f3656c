package io.github.twinstream.kernel.transport;

import com.google.gson.JsonObject;
import io.github.twinstream.kernel.protocol.Connection;
import io.github.twinstream.kernel.protocol.Wire;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The channel on which everything is published, in the order in which it was handed in. Any thread
 * may publish; one thread of its own owns the socket. Text is gathered and goes out about every 50
 * ms or 8 KiB, and always before the next message of another kind. A writer that is far ahead
 * waits, so that printing cannot exhaust the memory.
 */
public final class IoPub {
  private static final int FULL_BATCH = 8 << 10;
  private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int MOST_WAITING_CHARS = 4 << 20;
  private static final int MOST_IN_ONE = 256 << 10;
  private static final int LONGEST_SUBSCRIPTION = 4 << 10;

  private final ZMQ.Socket socket;
  private final Wire wire;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition drained = lock.newCondition();
  private final Deque<Item> queue = new ArrayDeque<>();
  private final Thread thread;
  private int waitingChars;
  private boolean sending;
  private boolean urgent;
  private boolean closed;

  /** A message, or text when {@code type} is {@code stream}. */
  private record Item(
      JsonObject parent,
      String type,
      Map<String, ?> content,
      String stream,
      StringBuilder text,
      long since) {}

  /** Binds the channel and starts its thread. */
  public IoPub(ZContext context, Connection connection, String session) {
    socket = context.createSocket(SocketType.PUB);
    socket.setLinger(1000);
    socket.setHWM(0);
    socket.setMaxMsgSize(LONGEST_SUBSCRIPTION);
    socket.bind(connection.address(connection.iopub()));
    wire = new Wire(connection, session);
    thread = new Thread(this::run, "iopub");
    thread.setDaemon(true);
    thread.start();
  }

  /** Publishes a message in answer to the request with the header {@code parent}. */
  public void publish(JsonObject parent, String type, Map<String, ?> content) {
    lock.lock();
    try {
      queue.add(new Item(parent, type, content, null, null, 0));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Publishes text.
   *
   * @param stream {@code stdout} or {@code stderr}
   */
  public void text(JsonObject parent, String stream, String text) {
    lock.lock();
    try {
      while (waitingChars > MOST_WAITING_CHARS && !closed) {
        drained.awaitUninterruptibly();
      }
      Item last = queue.peekLast();
      if (last != null
          && last.text != null
          && last.text.length() < MOST_IN_ONE
          && last.stream.equals(stream)
          && last.parent.equals(parent)) {
        last.text.append(text);
      } else {
        queue.add(
            new Item(parent, "stream", null, stream, new StringBuilder(text), System.nanoTime()));
      }
      waitingChars += text.length();
      if (waitingChars >= FULL_BATCH || queue.size() > 1 || waitingChars == text.length()) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything handed in so far was given to the socket, a second at most. */
  public void flush() {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(1);
      urgent = true;
      changed.signalAll();
      while ((!queue.isEmpty() || sending) && left > 0) {
        left = drained.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      urgent = false;
      lock.unlock();
    }
  }

  /** Sends what waits and ends the thread. */
  public void close() {
    flush();
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (true) {
      Item next = next();
      if (next == null) {
        return;
      }
      send(next);
    }
  }

  private Item next() {
    lock.lock();
    try {
      sending = false;
      if (queue.isEmpty()) {
        drained.signalAll();
      }
      while (true) {
        Item first = queue.peekFirst();
        if (first == null) {
          if (closed) {
            return null;
          }
          changed.awaitUninterruptibly();
        } else if (first.text == null || queue.size() > 1 || urgent || closed) {
          return take();
        } else {
          long left = first.since + BATCH_NANOS - System.nanoTime();
          if (left <= 0 || first.text.length() >= FULL_BATCH) {
            return take();
          }
          awaitQuietly(left);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitQuietly(long nanos) {
    try {
      changed.awaitNanos(nanos);
    } catch (InterruptedException e) {
      // only a wrong guess at this thread's name by user code gets here; the batch goes on
      Thread.interrupted();
    }
  }

  private Item take() {
    Item taken = queue.removeFirst();
    sending = true;
    if (taken.text != null) {
      waitingChars -= taken.text.length();
      drained.signalAll();
    }
    return taken;
  }

  private void send(Item item) {
    Map<String, ?> content =
        item.text == null
            ? item.content
            : Map.of("name", item.stream, "text", item.text.toString());
    List<byte[]> frames = wire.write(wire.publication(item.parent, item.type, content));
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
    }
  }
}
