package io.github.twinstream.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleDataTest {
  @ParameterizedTest
  @ValueSource(strings = {"Users.csv", "Books.csv", "Ratings.csv"})
  void the_bundled_files_are_the_generators_own(String file, @TempDir Path folder)
      throws IOException {
    SampleData.write(folder, SampleData.SEED);
    assertArrayEquals(
        Files.readAllBytes(Path.of("data", file)), Files.readAllBytes(folder.resolve(file)));
  }
}
