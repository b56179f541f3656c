package io.github.twinstream.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The bytes of a body on their way into a file. The client's threads write them, so that the thread
 * that waits for them can be interrupted: Java's stream of a body swallows interrupts.
 */
final class Arriving implements AutoCloseable {
  private static final int WHOLE = 200;
  private static final int PART = 206;

  private final Path file;
  private final long have;
  private OutputStream out;
  private IOException failure;
  private long got;
  private long rest;
  private long lastNanos = System.nanoTime();
  private boolean begun;
  private boolean goesOn;

  /**
   * @param file what the bytes go to
   * @param have how many of them are there
   */
  Arriving(Path file, long have) {
    this.file = file;
    this.have = have;
  }

  /** Takes a body if the status says that it is the file or the rest of it. */
  synchronized BodySubscriber<Void> begin(ResponseInfo info) {
    if (info.statusCode() != WHOLE && info.statusCode() != PART) {
      return BodySubscribers.replacing(null);
    }
    goesOn = info.statusCode() == PART;
    rest = info.headers().firstValueAsLong("Content-Length").orElse(0);
    try {
      out =
          Files.newOutputStream(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      failure = e;
    }
    begun = true;
    return BodySubscribers.ofByteArrayConsumer(this::take);
  }

  private synchronized void take(Optional<byte[]> bytes) {
    lastNanos = System.nanoTime();
    if (bytes.isEmpty() || failure != null || out == null) {
      return;
    }
    try {
      out.write(bytes.get());
      got += bytes.get().length;
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Whether the body has begun. */
  synchronized boolean begun() {
    return begun;
  }

  /** How many bytes are in the file. */
  synchronized long arrived() {
    return (goesOn ? have : 0) + got;
  }

  /** How many there will be; 0 if that is not known. */
  synchronized long all() {
    return rest > 0 ? (goesOn ? have : 0) + rest : 0;
  }

  /** For how long nothing has come. */
  synchronized double silentSeconds() {
    return (System.nanoTime() - lastNanos) / 1e9;
  }

  /**
   * Throws if the bytes could not be written, or fewer came than were announced.
   *
   * @param ended whether no more will come
   */
  synchronized void check(boolean ended) throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (ended && got < rest) {
      throw new IOException("the connection ended after " + arrived() + " of " + all() + " bytes");
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
