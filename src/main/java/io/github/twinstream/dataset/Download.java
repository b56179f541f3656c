package io.github.twinstream.dataset;

import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * Fetches one file over HTTP with progress. What arrives is kept as {@code NAME.part}: a fetch that
 * broke off goes on from there, as far as the server allows it.
 */
final class Download {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BLOCK = 1 << 16;
  private static final int WHOLE = 200;
  private static final int PART = 206;
  private static final int NOTHING_MORE = 416;

  private Download() {}

  /**
   * Fetches the file and checks it.
   *
   * @param from where it is
   * @param to where it goes; its folder is made when it is not there
   * @param sum the hash that it must have
   * @param otherwise what to do without a network, for messages
   * @throws DataException if it cannot be fetched, or is not the file that was published
   * @throws CancellationException if the thread is interrupted; what came so far is kept
   */
  static void fetch(URI from, Path to, Checksum sum, String otherwise) {
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try {
      Files.createDirectories(to.toAbsolutePath().getParent());
      receive(from, part);
      try {
        sum.check(part);
      } catch (DataException e) {
        Files.delete(part);
        throw new DataException(
            "the download of " + from + " was thrown away: " + e.getMessage() + "; or " + otherwise,
            e);
      }
      Files.move(part, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DataException(
          "cannot download " + from + ": " + reason(e) + "; try again later, or " + otherwise, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the download of " + from + " was interrupted");
    }
  }

  private static void receive(URI from, Path part) throws IOException, InterruptedException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();
    HttpRequest.Builder request = HttpRequest.newBuilder(from).timeout(PATIENCE);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      if (have > 0 && response.statusCode() == NOTHING_MORE) {
        return;
      }
      if (response.statusCode() != WHOLE && response.statusCode() != PART) {
        throw new IOException("the server answers " + response.statusCode());
      }
      boolean goesOn = response.statusCode() == PART;
      long rest = response.headers().firstValueAsLong("Content-Length").orElse(0);
      copy(in, part, goesOn ? have : 0, rest);
    }
  }

  private static void copy(InputStream in, Path part, long have, long rest) throws IOException {
    StandardOpenOption how =
        have > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    String name = "download " + part.getFileName().toString().replace(".part", "");
    try (OutputStream out =
            Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
        Progress.Task task = Progress.start(name, rest > 0 ? have + rest : 0)) {
      task.advance(have);
      byte[] block = new byte[BLOCK];
      long got = 0;
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        Interrupts.check("the download");
        out.write(block, 0, read);
        got += read;
        task.advance(read);
      }
      if (got < rest) {
        throw new IOException(
            "the connection ended after " + (have + got) + " of " + (have + rest) + " bytes");
      }
    }
  }

  private static String reason(IOException e) {
    if (e instanceof java.net.ConnectException || e instanceof java.net.UnknownHostException) {
      return "there is no connection to " + "the server (" + e.getClass().getSimpleName() + ")";
    }
    if (e instanceof java.net.http.HttpTimeoutException) {
      return "the server did not answer within " + PATIENCE.toSeconds() + " s";
    }
    return String.valueOf(e.getMessage());
  }
}
