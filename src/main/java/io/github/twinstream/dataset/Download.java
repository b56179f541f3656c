package io.github.twinstream.dataset;

import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches one file over HTTP with progress. What arrives is kept as {@code NAME.part}: a fetch that
 * broke off goes on from there, as far as the server allows it.
 */
final class Download {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int WAIT_MILLIS = 100;
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
    try (Arriving arriving = new Arriving(part, have)) {
      CompletableFuture<HttpResponse<Void>> answer =
          client.sendAsync(request.build(), arriving::begin);
      int status = follow(answer, arriving, part);
      if (have > 0 && status == NOTHING_MORE) {
        return;
      }
      if (!arriving.begun()) {
        throw new IOException("the server answers " + status);
      }
      arriving.check(true);
    }
  }

  /** Waits for the answer and its body, and says how far it is. */
  private static int follow(
      CompletableFuture<HttpResponse<Void>> answer, Arriving arriving, Path part)
      throws IOException, InterruptedException {
    try {
      while (!answer.isDone() && !arriving.begun()) {
        pause(answer);
      }
      if (!arriving.begun()) {
        return status(answer);
      }
      String name = "download " + part.getFileName().toString().replace(".part", "");
      try (Progress.Task task = Progress.start(name, arriving.all())) {
        long told = 0;
        while (true) {
          boolean ended = answer.isDone();
          long arrived = arriving.arrived();
          task.advance(arrived - told);
          told = arrived;
          if (ended) {
            return status(answer);
          }
          arriving.check(false);
          if (arriving.silentSeconds() > PATIENCE.toSeconds()) {
            throw new IOException(
                "the server has sent nothing for "
                    + PATIENCE.toSeconds()
                    + " s, after "
                    + arrived
                    + " bytes");
          }
          pause(answer);
        }
      }
    } finally {
      answer.cancel(true);
    }
  }

  private static void pause(CompletableFuture<?> answer) throws InterruptedException {
    try {
      answer.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // it is still under way
    } catch (ExecutionException e) {
      // told by status()
    }
  }

  private static int status(CompletableFuture<HttpResponse<Void>> answer)
      throws IOException, InterruptedException {
    try {
      return answer.get().statusCode();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException reason) {
        throw reason;
      }
      throw new IOException(String.valueOf(e.getCause()), e);
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
