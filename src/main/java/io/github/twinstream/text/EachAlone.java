package io.github.twinstream.text;

import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Encodes texts one by one, spread over the processors, with progress; can be interrupted. */
final class EachAlone {
  private static final int BLOCK = 32;

  private EachAlone() {}

  /**
   * The texts' vectors, in their order.
   *
   * @param encoder makes one text's vector; several threads call it at once
   */
  static float[][] encode(List<String> texts, Function<String, float[]> encoder) {
    float[][] vectors = new float[texts.size()][];
    if (texts.isEmpty()) {
      return vectors;
    }
    Blocks blocks = new Blocks(encoder, texts, vectors);
    int blockCount = (texts.size() + BLOCK - 1) / BLOCK;
    int helpers = Math.min(Runtime.getRuntime().availableProcessors(), blockCount) - 1;
    try (Progress.Task task = Progress.start("encode texts", texts.size())) {
      if (helpers == 0) {
        blocks.work(task);
      } else {
        share(blocks, helpers, task);
      }
    }
    return vectors;
  }

  private static void share(Blocks blocks, int helpers, Progress.Task task) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            helpers,
            work -> {
              Thread thread = new Thread(work, "twinstream-encode");
              thread.setDaemon(true);
              return thread;
            });
    List<CompletableFuture<Void>> running = new ArrayList<>();
    try {
      for (int i = 0; i < helpers; i++) {
        running.add(CompletableFuture.runAsync(blocks::help, pool));
      }
      blocks.work(task);
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
      task.advance(blocks.newlyDone());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      blocks.stop();
      pool.shutdown();
    }
  }

  /** The texts in blocks that threads take one after the other. */
  private static final class Blocks {
    private final Function<String, float[]> encoder;
    private final List<String> texts;
    private final float[][] vectors;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    Blocks(Function<String, float[]> encoder, List<String> texts, float[][] vectors) {
      this.encoder = encoder;
      this.texts = texts;
      this.vectors = vectors;
    }

    /** For the calling thread, which reports progress and can be interrupted. */
    void work(Progress.Task task) {
      do {
        Interrupts.check("encode texts");
        task.advance(newlyDone());
      } while (encodeNext());
      task.advance(newlyDone());
    }

    void help() {
      while (encodeNext()) {
        // encodeNext does the work
      }
    }

    void stop() {
      next.set(texts.size());
    }

    int newlyDone() {
      return done.getAndSet(0);
    }

    private boolean encodeNext() {
      int from = next.getAndUpdate(n -> Math.min(n + BLOCK, texts.size()));
      if (from >= texts.size()) {
        return false;
      }
      int to = Math.min(from + BLOCK, texts.size());
      for (int i = from; i < to; i++) {
        vectors[i] = encoder.apply(texts.get(i));
      }
      done.addAndGet(to - from);
      return true;
    }
  }
}
