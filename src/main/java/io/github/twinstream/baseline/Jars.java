package io.github.twinstream.baseline;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Finds a library's single jar, without its dependencies, in the local Maven repository, and lets
 * Maven fetch it when it is not there.
 *
 * @param repository the local Maven repository
 * @param maven the command that runs Maven
 */
record Jars(Path repository, String maven) {
  private static final int MINUTES = 10;

  /** Those of this user: {@code maven.repo.local} or the usual folder, {@code mvn} on the path. */
  static Jars usual() {
    String local = System.getProperty("maven.repo.local");
    return new Jars(
        local != null ? Path.of(local) : Path.of(System.getProperty("user.home"), ".m2/repository"),
        "mvn");
  }

  /**
   * A library's jar.
   *
   * @param group its group, such as {@code ai.catboost}
   * @param megabytes how large it is, for the message
   */
  record Jar(String group, String artifact, String version, int megabytes) {
    Path in(Path repository) {
      return repository
          .resolve(group.replace('.', '/'))
          .resolve(artifact)
          .resolve(version)
          .resolve(artifact + "-" + version + ".jar");
    }

    @Override
    public String toString() {
      return group + ":" + artifact + ":" + version;
    }
  }

  /**
   * The jar's file.
   *
   * @throws ConfigException if it is not there and Maven cannot fetch it; says what to do
   * @throws CancellationException if the thread is interrupted
   */
  Path find(Jar jar) {
    Path file = jar.in(repository);
    if (!Files.isRegularFile(file)) {
      String failed = fetch(jar);
      if (!Files.isRegularFile(file)) {
        throw new ConfigException(
            "the jar "
                + jar
                + " ("
                + jar.megabytes()
                + " MB) is not in "
                + repository
                + ", and fetching it failed: "
                + failed
                + "; run this once where Maven reaches its repository: "
                + String.join(" ", command(jar))
                + "; or compare without this ranker");
      }
    }
    return file;
  }

  private List<String> command(Jar jar) {
    return List.of(maven, "-q", "-B", "dependency:get", "-Dtransitive=false", "-Dartifact=" + jar);
  }

  private String fetch(Jar jar) {
    List<String> command = new ArrayList<>(command(jar));
    command.add("-Dmaven.repo.local=" + repository);
    try (Progress.Task task = Progress.start("fetch", 0)) {
      task.detail(jar + ", " + jar.megabytes() + " MB");
      Path log = Files.createTempFile("twinstream-fetch", ".log");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(new java.io.File(System.getProperty("java.io.tmpdir")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
          if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            return "it took more than " + MINUTES + " minutes";
          }
        } finally {
          process.destroyForcibly();
        }
        return firstError(Files.readString(log, StandardCharsets.UTF_8), process.exitValue());
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("fetching " + jar + " was interrupted");
    }
  }

  private static String firstError(String log, int status) {
    return log.lines()
        .map(line -> line.replaceAll("\u001B\\[[0-9;]*m", "").strip())
        .filter(line -> line.startsWith("[ERROR]"))
        .findFirst()
        .map(line -> line.substring("[ERROR]".length()).strip())
        .map(line -> line.length() > 300 ? line.substring(0, 300) + "…" : line)
        .orElse("Maven ended with status " + status);
  }
}
