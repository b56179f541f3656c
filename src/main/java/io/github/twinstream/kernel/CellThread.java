package io.github.twinstream.kernel;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The thread on which all cells run. The shell thread, which owns the sockets, hands work over and
 * meanwhile does what the work asks of it, such as reading input.
 */
final class CellThread {
  private static final long STACK_BYTES = 16L << 20;

  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final BlockingQueue<Runnable> asked = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean busy;

  CellThread() {
    thread = new Thread(null, this::loop, "cells", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
  }

  /** Has the cells' thread do work before anything else, without waiting for it. */
  void start(Callable<?> task) {
    work.add(
        () -> {
          try {
            task.call();
          } catch (Exception e) {
            throw new IllegalStateException("the Java session did not start", e);
          }
        });
  }

  /** Runs the work on the cells' thread and waits for its end; serves requests meanwhile. */
  <T> T run(Callable<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    busy = true;
    work.add(
        () -> {
          try {
            done.complete(task.call());
          } catch (Throwable failure) {
            done.completeExceptionally(failure);
          } finally {
            Thread.interrupted();
            asked.add(() -> busy = false);
          }
        });
    while (busy) {
      try {
        asked.take().run();
      } catch (InterruptedException e) {
        // nobody interrupts the shell thread on purpose: cells are interrupted on their own
        Thread.interrupted();
      }
    }
    return done.join();
  }

  /** Has the shell thread do something while a cell runs; returns at once. */
  void ask(Runnable request) {
    if (!busy) {
      throw new IllegalStateException("input can be asked for only while a cell runs");
    }
    asked.add(request);
  }

  private void loop() {
    while (true) {
      try {
        work.take().run();
      } catch (Throwable stray) {
        // a late Thread.stop or interrupt of a cell that has ended
        Thread.interrupted();
      }
    }
  }
}
