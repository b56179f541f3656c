package io.github.twinstream.serve;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many work at a time and so many wait for them, for so long; sends everyone else away at
 * once. The first to come is the first to be let in.
 */
final class Gate {
  private final int workers;
  private final Semaphore work;
  private final Semaphore places;
  private final Duration patience;
  private volatile boolean closed;

  Gate(int workers, int waiting, Duration patience) {
    this.workers = workers;
    this.work = new Semaphore(workers, true);
    this.places = new Semaphore(workers + waiting);
    this.patience = patience;
  }

  /** Whether the caller may work; if so it must {@link #leave()} afterwards. */
  boolean enter() throws InterruptedException {
    if (closed || !places.tryAcquire()) {
      return false;
    }
    boolean in = false;
    try {
      in = work.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS) && !closed;
      return in;
    } finally {
      if (!in) {
        places.release();
      }
    }
  }

  void leave() {
    work.release();
    places.release();
  }

  /** How many are at work. */
  int working() {
    return workers - work.availablePermits();
  }

  /** How many wait. */
  int waiting() {
    return work.getQueueLength();
  }

  /** Lets nobody else in; whether all had left before the time was over. */
  boolean close(Duration longest) throws InterruptedException {
    closed = true;
    return work.tryAcquire(workers, longest.toMillis(), TimeUnit.MILLISECONDS);
  }
}
