package io.github.twinstream.display;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;

/**
 * Writes a file as a whole or not at all: a reader never sees half of it, not even behind a power
 * cut. The bytes go to a file beside it, are forced to the disk, and take the name in one move.
 */
public final class AtomicWrite {
  private AtomicWrite() {}

  /** Writes what a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes the bytes to the file, replacing one that is there; makes its folder when it is not.
   *
   * @throws DataException if the file cannot be written; what was there before stays
   */
  public static void write(Path file, byte[] bytes) {
    write(file, out -> out.write(bytes));
  }

  /**
   * Writes the content to the file, replacing one that is there; makes its folder when it is not.
   *
   * @throws DataException if the file cannot be written; what was there before stays
   * @throws CancellationException if the thread is interrupted; what was there before stays
   */
  public static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path temporary = null;
    try {
      Files.createDirectories(target.getParent());
      temporary = target.resolveSibling("." + target.getFileName() + "." + System.nanoTime());
      fill(temporary, content);
      move(temporary, target);
      force(target.getParent());
    } catch (ClosedByInterruptException e) {
      discard(temporary);
      throw new CancellationException("writing " + file + " was interrupted");
    } catch (IOException e) {
      discard(temporary);
      throw new DataException(
          "cannot write "
              + Messages.quote(file.toString())
              + ": "
              + e
              + "; give a file in a folder that can be written to",
          e);
    } catch (RuntimeException | Error e) {
      discard(temporary);
      throw e;
    }
  }

  /**
   * Throws unless the file could be written as things stand, so that long work does not end in an
   * error that could have been told before it.
   *
   * @throws DataException if it is a folder, or what it would lie in is none that can be written to
   */
  public static void requirePossible(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    boolean open = folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    if (Files.isDirectory(file) || !open) {
      throw new DataException(
          "cannot write "
              + Messages.quote(file.toString())
              + ": "
              + (Files.isDirectory(file) ? "it is a folder" : "files cannot be made in " + folder)
              + "; give a file in a folder that can be written to");
    }
  }

  private static void fill(Path temporary, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              out.write(b);
            }

            @Override
            public void write(byte[] block, int from, int length) throws IOException {
              out.write(block, from, length);
            }

            @Override
            public void close() throws IOException {
              out.flush();
            }
          });
      out.flush();
      channel.force(true);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Forces the folder's entry to the disk, where the system lets a folder be opened. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders; there the move itself is all that can be had
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
