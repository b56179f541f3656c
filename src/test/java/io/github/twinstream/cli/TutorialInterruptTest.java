package io.github.twinstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TutorialInterruptTest {
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_keyboard_interrupt_while_training_still_gives_the_figures_and_the_report(
      @TempDir Path folder) throws IOException, InterruptedException {
    // GIVEN a tutorial whose small batches take long to train on
    Path json = folder.resolve("r.json");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "tutorial",
                "--epochs=100000",
                "--batch=16",
                "--out=" + folder.resolve("out"),
                "--report=" + json)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      // WHEN it is interrupted in its first epochs
      String line = lines.readLine();
      while (line != null && !line.contains("rows/s")) {
        line = lines.readLine();
      }
      assertTrue(line != null, "the training was never reported");
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      lines.lines().forEach(rest -> {});
    }
    // THEN it ends well, with figures and the whole report
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertTrue(figures.get("interrupted").getAsBoolean());
    assertTrue(Files.isRegularFile(folder.resolve("out").resolve("report.html")));
    assertTrue(Files.isRegularFile(folder.resolve("out").resolve("roc.png")));
  }
}
