package io.github.twinstream.display;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file as a whole or not at all: a reader never sees half of it. */
public final class AtomicWrite {
  private AtomicWrite() {}

  /**
   * Writes the bytes to the file, replacing one that is there; makes its folder when it is not.
   *
   * @throws DataException if the file cannot be written; what was there before stays
   */
  public static void write(Path file, byte[] bytes) {
    Path target = file.toAbsolutePath();
    Path temporary = null;
    try {
      Files.createDirectories(target.getParent());
      temporary = target.resolveSibling("." + target.getFileName() + "." + System.nanoTime());
      Files.write(temporary, bytes);
      move(temporary, target);
    } catch (IOException e) {
      discard(temporary);
      throw new DataException(
          "cannot write "
              + Messages.quote(file.toString())
              + ": "
              + e
              + "; give a file in a folder that can be written to",
          e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void discard(Path temporary) {
    try {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      temporary.toFile().deleteOnExit();
    }
  }
}
