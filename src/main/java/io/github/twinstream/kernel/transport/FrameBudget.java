package io.github.twinstream.kernel.transport;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Gives JeroMQ the memory for what comes in on a socket, up to a limit. Without it, senders decide
 * how much of the heap they take: ZeroMQ's high-water mark counts messages and not bytes, a message
 * may have any number of frames, and an {@code OutOfMemoryError} ends JeroMQ's only I/O thread, so
 * that the kernel lives on and never hears or says anything again.
 *
 * <p>Frames count from their allocation to {@link #release}; those that JeroMQ throws away itself
 * (of a connection that ended within a message) until the garbage collector finds them. A frame
 * beyond the limit is read into a buffer that all such frames share, so what it held is lost, and
 * it ends its message, so that the high-water mark stops messages without end. The message is then
 * dropped for its wrong signature.
 */
final class FrameBudget implements MsgAllocator {
  private static final int OVERHEAD = 200;
  private static final long COLLECTION_NANOS = 1_000_000_000L;

  private final long most;
  private final AtomicLong held = new AtomicLong();
  private final Map<Frame, Frame> frames = new ConcurrentHashMap<>();
  private final ReferenceQueue<byte[]> collected = new ReferenceQueue<>();
  private final Runnable collector;
  private long collectedAt = System.nanoTime() - COLLECTION_NANOS;
  private ByteBuffer scratch = ByteBuffer.allocate(0);

  /**
   * @param most bytes that the frames may take together
   */
  FrameBudget(long most) {
    this(most, System::gc);
  }

  /**
   * @param collector finds frames that nobody holds any more
   */
  FrameBudget(long most, Runnable collector) {
    this.most = most;
    this.collector = collector;
  }

  @Override
  public Msg allocate(int size) {
    forgetCollected();
    if (held.get() + size + OVERHEAD > most) {
      collect();
      forgetCollected();
    }
    if (held.get() + size + OVERHEAD > most) {
      return new Lost(scratch(size));
    }
    byte[] bytes = new byte[size];
    Frame frame = new Frame(bytes, collected);
    frames.put(frame, frame);
    held.addAndGet(size + OVERHEAD);
    return new Msg(bytes);
  }

  /** Says that the frame has left JeroMQ's queue. */
  void release(byte[] bytes) {
    forget(new Frame(bytes, null));
  }

  /** At most once a second, so that a flood of frames does not keep the collector busy. */
  private void collect() {
    long now = System.nanoTime();
    if (now - collectedAt >= COLLECTION_NANOS) {
      collectedAt = now;
      collector.run();
    }
  }

  private void forgetCollected() {
    for (Reference<?> lost = collected.poll(); lost != null; lost = collected.poll()) {
      forget((Frame) lost);
    }
  }

  private void forget(Frame frame) {
    if (frames.remove(frame) != null) {
      held.addAndGet(-frame.size - OVERHEAD);
    }
  }

  private ByteBuffer scratch(int size) {
    if (scratch.capacity() < size) {
      scratch = ByteBuffer.allocate(size);
    }
    return scratch.duplicate().limit(size);
  }

  /** A frame by its identity. */
  private static final class Frame extends WeakReference<byte[]> {
    private final int identity;
    private final int size;

    Frame(byte[] bytes, ReferenceQueue<byte[]> collected) {
      super(bytes, collected);
      identity = System.identityHashCode(bytes);
      size = bytes.length;
    }

    @Override
    public int hashCode() {
      return identity;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      byte[] own = get();
      return own != null && other instanceof Frame frame && frame.refersTo(own);
    }
  }

  /** A frame whose bytes are lost; no frame follows it. */
  private static final class Lost extends Msg {
    Lost(ByteBuffer shared) {
      super(shared);
    }

    @Override
    public void setFlags(int flags) {
      super.setFlags(flags & ~MORE);
    }
  }
}
