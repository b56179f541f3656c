package io.github.twinstream.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data that is not part of the repository: tests are skipped without it, in CI they fail. */
public final class SharedData {
  private SharedData() {}

  /** The folder with the three files of Book-Crossing. */
  public static Path bookCrossing() {
    String shared = System.getProperty("twinstream.shared", "../shared");
    Path folder = Path.of(shared, "data", "book-crossing").normalize();
    if (!Files.isRegularFile(folder.resolve("Ratings.csv"))) {
      String message =
          "no Book-Crossing data in " + folder + ": give its place with -Dtwinstream.shared=DIR";
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        fail(message);
      }
      abort(message + "; skipped");
    }
    return folder;
  }

  /** A file of the reference folder, such as {@code PUBLISHED_RESULTS.md}. */
  public static Path reference(String name) {
    Path file =
        Path.of(System.getProperty("twinstream.shared", "../shared"), "reference", name)
            .normalize();
    if (!Files.isRegularFile(file)) {
      String message = "no " + file + ": give the folder above with -Dtwinstream.shared=DIR";
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        fail(message);
      }
      abort(message + "; skipped");
    }
    return file;
  }
}
