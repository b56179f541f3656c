package io.github.twinstream.cli.bench;

import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Times {@link PrepareCommand} in a JVM of its own, from its cold start to its end, with the
 * launcher's collector.
 */
final class Preparing {
  private Preparing() {}

  static Map<String, Object> measure(Path data) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "io.github.twinstream.cli.Main",
            "bench",
            "prepare",
            "--data",
            data.toString());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    long started = System.nanoTime();
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      double seconds = (System.nanoTime() - started) / 1e9;
      String[] words = output.trim().split(" ");
      if (code != 0 || words.length != 2) {
        throw new DataException("preparing " + data + " ended with exit code " + code);
      }
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("prepare_rows", Long.parseLong(words[0]));
      figures.put("prepare_seconds", Math.rint(100 * seconds) / 100);
      figures.put("prepare_peak_mib", Double.parseDouble(words[1]));
      return figures;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("preparing was interrupted");
    }
  }
}
