package io.github.twinstream.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicWriteTest {
  @TempDir private Path folder;

  @Test
  void makesFoldersReplacesTheFileAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("a/b/file");
    AtomicWrite.write(file, new byte[] {1});

    AtomicWrite.write(file, new byte[] {2, 3});

    assertArrayEquals(new byte[] {2, 3}, Files.readAllBytes(file));
    try (var files = Files.list(file.getParent())) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void saysWhichFileCannotBeWritten() throws IOException {
    // GIVEN a file where a folder would have to be
    Path file = Files.createFile(folder.resolve("file"));

    DataException e =
        assertThrows(
            DataException.class, () -> AtomicWrite.write(file.resolve("below"), new byte[1]));

    assertTrue(e.getMessage().startsWith("cannot write '" + file.resolve("below") + "'"));
    assertTrue(e.getMessage().endsWith("give a file in a folder that can be written to"));
  }
}
