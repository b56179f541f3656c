package io.github.twinstream.engine;

import ai.djl.pytorch.jni.JniUtils;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;

/**
 * How many threads the work is spread over: PyTorch's products, the optimiser, gathering columns,
 * the streams of a single row. One a core, unless said otherwise.
 */
public final class Threads {
  private static final int MOST = 1024;

  /** {@code null} as long as nothing was said: the common pool, the caller included. */
  private static volatile ForkJoinPool pool;

  private Threads() {}

  /**
   * Spreads the work over so many threads from now on. PyTorch keeps the number that a thread has
   * begun to compute with, so say it before the first training or scoring.
   *
   * @throws ConfigException if it is not from 1 to 1024
   */
  public static synchronized void use(int threads) {
    if (threads < 1 || threads > MOST) {
      throw new ConfigException(
          Messages.outOfRange(
              "threads",
              threads,
              "from 1 to "
                  + MOST
                  + "; this machine has "
                  + Runtime.getRuntime().availableProcessors()
                  + " cores"));
    }
    Djl.engine();
    JniUtils.setNumThreads(threads);
    pool = new ForkJoinPool(threads); // an earlier one's threads end when they have been idle
  }

  /** How many threads the work is spread over. */
  public static int count() {
    ForkJoinPool own = pool;
    return own == null ? Runtime.getRuntime().availableProcessors() : own.getParallelism();
  }

  /** Does the work so that parallel streams in it take these threads. */
  public static <T> T spread(Supplier<T> work) {
    ForkJoinPool own = pool;
    return own == null ? work.get() : own.submit(work::get).join();
  }

  /** Begins work beside the caller's own; with one thread it is done before this returns. */
  public static <T> ForkJoinTask<T> beside(Callable<T> work) {
    ForkJoinPool own = pool;
    if (own != null && own.getParallelism() == 1) {
      ForkJoinTask<T> done = ForkJoinTask.adapt(work);
      done.invoke();
      return done;
    }
    return (own == null ? ForkJoinPool.commonPool() : own).submit(work);
  }
}
