package io.github.twinstream.baseline;

import io.github.twinstream.error.ConfigException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs a main class in a Java process of its own, so that native code that ends its process, or
 * that cannot be interrupted, harms nothing. An interrupt of the waiting thread ends the process.
 */
final class Child {
  /** What a child prints before the most memory it held, in kB. */
  static final String PEAK = "peak-kb ";

  private static final int KEPT_LINES = 12;

  private final String what;
  private final Class<?> main;
  private final List<Path> classPath;
  private double peakMegabytes = Double.NaN;

  /**
   * @param what what it is, for messages
   * @param main the class to run
   * @param classPath what it needs beside its own classes
   */
  Child(String what, Class<?> main, List<Path> classPath) {
    this.what = what;
    this.main = main;
    this.classPath = classPath;
  }

  /** Where a class was loaded from. */
  static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of " + type + " is no path", e);
    }
  }

  /**
   * Runs it to its end.
   *
   * @param line takes each line that it prints
   * @throws ConfigException if it fails; the message has its last lines
   * @throws CancellationException if the thread is interrupted
   */
  void run(List<String> arguments, Consumer<String> line) {
    Deque<String> last = new ArrayDeque<>();
    Process process = null;
    try {
      process = new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
      int status = follow(process, last, line);
      if (status != 0) {
        throw new ConfigException(
            what
                + " ended with status "
                + status
                + ": "
                + String.join(" | ", last)
                + "; change the setting that it names, or compare without this ranker");
      }
    } catch (IOException e) {
      throw new ConfigException(what + " could not be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(what + " was interrupted");
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  /** The most memory in MB that a run held; NaN before one. */
  double peakMegabytes() {
    return peakMegabytes;
  }

  private int follow(Process process, Deque<String> last, Consumer<String> line)
      throws IOException, InterruptedException {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (true) {
        while (!out.ready() && process.isAlive()) {
          process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        String said = out.ready() || process.isAlive() ? out.readLine() : null;
        if (said == null) {
          return process.waitFor();
        }
        take(said, last, line);
      }
    }
  }

  private void take(String said, Deque<String> last, Consumer<String> line) {
    if (said.startsWith(PEAK)) {
      double kilobytes = Double.parseDouble(said.substring(PEAK.length()));
      peakMegabytes =
          Double.isNaN(peakMegabytes)
              ? kilobytes / 1024
              : Math.max(peakMegabytes, kilobytes / 1024);
      return;
    }
    if (!said.isBlank()) {
      last.addLast(said.strip());
      if (last.size() > KEPT_LINES) {
        last.removeFirst();
      }
    }
    line.accept(said);
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx2g");
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-cp");
    List<Path> all = new ArrayList<>();
    all.add(home(main));
    all.addAll(classPath);
    command.add(
        String.join(File.pathSeparator, all.stream().map(Path::toString).distinct().toList()));
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }

  /**
   * Ends this process when the one that began it has ended, however it did: its end of the pipe is
   * closed then. For children, which would work on for nobody.
   */
  static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  continue; // nothing is sent
                }
              } catch (IOException e) {
                // a broken pipe says the same
              }
              Runtime.getRuntime().halt(1);
            },
            "end-with-parent");
    watch.setDaemon(true);
    watch.start();
  }

  /** Prints the most memory that this process held, where the system says it; for children. */
  static void printPeak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      Files.readAllLines(status).stream()
          .filter(entry -> entry.startsWith("VmHWM:"))
          .forEach(entry -> System.out.println(PEAK + entry.replaceAll("\\D", "")));
    }
  }

  /** A new folder that {@link #delete} removes. */
  static Path folder() {
    try {
      return Files.createTempDirectory("twinstream-ranker");
    } catch (IOException e) {
      throw new ConfigException("no temporary folder can be made: " + e.getMessage());
    }
  }

  /** Removes a folder and what is in it. */
  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
