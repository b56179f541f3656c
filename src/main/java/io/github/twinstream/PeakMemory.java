package io.github.twinstream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The most memory that this process held while something ran, native memory included: looked up ten
 * times a second, on Linux only.
 */
final class PeakMemory implements AutoCloseable {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final Thread watcher = new Thread(this::watch, "peak-memory");
  private volatile double most = megabytes();

  PeakMemory() {
    watcher.setDaemon(true);
    watcher.start();
  }

  /** The most so far in MB; NaN where it is not known. */
  double most() {
    return Math.max(most, megabytes());
  }

  private void watch() {
    try {
      while (!Double.isNaN(most)) {
        most = Math.max(most, megabytes());
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double megabytes() {
    if (!Files.isReadable(STATUS)) {
      return Double.NaN;
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
