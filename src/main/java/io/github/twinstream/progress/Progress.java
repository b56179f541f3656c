package io.github.twinstream.progress;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Where long work reports: it opens a {@link Task}, and front ends that have subscribed show it.
 * Reports are thinned to ten a second for each task, so that reporting costs nothing in a loop. A
 * task that has nothing to report for a second is told of all the same, by a thread of this
 * class's: a front end then shows that it runs, and since when.
 */
public final class Progress {
  private static final List<ProgressListener> LISTENERS = new CopyOnWriteArrayList<>();

  private static final ThreadLocal<Boolean> MUTED = ThreadLocal.withInitial(() -> false);

  private static final ThreadLocal<Task> OUTER = new ThreadLocal<>();

  private static final AtomicLong NUMBERS = new AtomicLong();

  /** The tasks that have a line of their own and have not ended. */
  private static final Set<Task> RUNNING = ConcurrentHashMap.newKeySet();

  private Progress() {}

  /** Begins when the first listener subscribes. */
  private static final class Clock {
    private static final long MILLIS = 500;

    static {
      Executors.newSingleThreadScheduledExecutor(Clock::thread)
          .scheduleAtFixedRate(
              () -> RUNNING.forEach(Task::remind), MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    private Clock() {}

    /** A thread that knows nothing of the cell of a notebook in which it was started. */
    private static Thread thread(Runnable work) {
      Thread thread = new Thread(null, work, "twinstream-progress", 0, false);
      thread.setDaemon(true);
      return thread;
    }

    static void start() {}
  }

  /** Shows all progress to the listener until the returned handle is closed. */
  public static Subscription subscribe(ProgressListener listener) {
    Clock.start();
    LISTENERS.add(listener);
    return () -> LISTENERS.remove(listener);
  }

  /**
   * Opens a task; close it when the work ends.
   *
   * @param name what is being done, such as {@code train}
   * @param total how many units there are in all; 0 or less when unknown
   */
  public static Task start(String name, long total) {
    return new Task(name, total);
  }

  /**
   * Does work whose own tasks nobody is shown, since they are steps of one that is: tasks that this
   * thread opens meanwhile report nothing.
   */
  public static <T> T muted(Supplier<T> work) {
    boolean before = MUTED.get();
    MUTED.set(true);
    try {
      return work.get();
    } finally {
      MUTED.set(before);
    }
  }

  /**
   * Whether this thread is in a step of another task: what it shows stands behind that one's bar.
   */
  public static boolean inStep() {
    return OUTER.get() != null;
  }

  /** Ends a subscription; may be closed twice. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** One piece of long work. Not for use by several threads at once. */
  public static final class Task implements AutoCloseable {
    private static final long INTERVAL_NANOS = 100_000_000L;
    private static final long SILENCE_NANOS = 900_000_000L;

    private final long number = NUMBERS.incrementAndGet();
    private final String name;
    private final long total;
    private final long started = System.nanoTime();
    private final boolean muted = MUTED.get();
    private final Task outer = OUTER.get();
    private long done;
    private long lastReport = started - INTERVAL_NANOS;
    private String step = "";
    private String detail = "";
    private boolean ended;

    private Task(String name, long total) {
      this.name = name;
      this.total = total;
      if (!muted && outer == null) {
        RUNNING.add(this);
      }
    }

    /** Says that {@code units} more are done. */
    public synchronized void advance(long units) {
      done += units;
      report(false);
    }

    /** Sets the words behind the bar, such as the loss. */
    public synchronized void detail(String words) {
      detail = words;
      report(false);
    }

    /**
     * Does a step of this task. Tasks that this thread opens meanwhile have no line of their own:
     * they are told behind this one's bar, after the step's name.
     */
    public <T> T within(String step, Supplier<T> work) {
      Task before = OUTER.get();
      OUTER.set(this);
      this.step = step;
      detail(step);
      try {
        return work.get();
      } finally {
        OUTER.set(before);
      }
    }

    /** Reports the end. */
    @Override
    public synchronized void close() {
      ended = true;
      RUNNING.remove(this);
      report(true);
    }

    private synchronized void remind() {
      if (!ended && System.nanoTime() - lastReport >= SILENCE_NANOS) {
        report(false);
      }
    }

    private void report(boolean last) {
      long now = System.nanoTime();
      if (muted || !last && now - lastReport < INTERVAL_NANOS) {
        return;
      }
      lastReport = now;
      if (outer != null) {
        outer.detail(last ? outer.step : outer.step + ": " + words());
        return;
      }
      ProgressEvent event =
          new ProgressEvent(number, name, done, total, detail, (now - started) / 1e9, last);
      LISTENERS.forEach(listener -> listener.progressed(event));
    }

    private String words() {
      String share = total > 0 ? " " + Math.min(100, 100 * done / total) + " %" : "";
      return name + share + (detail.isEmpty() ? "" : ", " + detail);
    }
  }
}
