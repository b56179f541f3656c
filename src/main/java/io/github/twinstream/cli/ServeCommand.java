package io.github.twinstream.cli;

import io.github.twinstream.Twinstream;
import io.github.twinstream.bundle.ServedModel;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.serve.ModelServer;
import io.github.twinstream.serve.ServeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves a saved model until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves a saved model over HTTP: /score, /rank, /health, /metrics.",
    footer = {
      "",
      "A token that requests must bear is read from the file of --token-file, or from the",
      "environment variable TWINSTREAM_TOKEN; it is never given on the command line."
    })
final class ServeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "What model.save(...) wrote.")
  private Path file;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "Default: loopback only.")
  private String host;

  @Option(names = "--port", defaultValue = "8080", description = "Default: 8080; 0 for any.")
  private int port;

  @Option(names = "--token-file", description = "File with the token that requests must bear.")
  private Path tokenFile;

  @Option(names = "--workers", description = "Requests scored at a time; default: processors.")
  private Integer workers;

  @Option(names = "--waiting", defaultValue = "64", description = "Requests that may wait.")
  private int waiting;

  @Option(names = "--wait", defaultValue = "1000", description = "For how many milliseconds.")
  private int patience;

  @Option(names = "--max-bytes", defaultValue = "1048576", description = "Largest body.")
  private int maxBytes;

  @Option(names = "--max-rows", defaultValue = "10000", description = "Most rows a request.")
  private int maxRows;

  @Override
  public Integer call() throws IOException {
    ServeOptions options =
        ServeOptions.DEFAULT
            .at(host, port)
            .token(token())
            .queue(
                workers == null ? ServeOptions.DEFAULT.workers() : workers,
                waiting,
                Duration.ofMillis(patience))
            .limits(maxBytes, maxRows);
    CountDownLatch stopped = new CountDownLatch(1);
    try (ServedModel model = Twinstream.open(file.toString())) {
      ModelServer server = ModelServer.start(model, options);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.close();
                    stopped.countDown();
                  }));
      System.out.println("serving " + model.facts().title() + " on " + server.address());
      System.out.flush();
      stopped.await();
    } catch (InterruptedException e) {
      // the server is closed by the hook, as the process ends
      return 0;
    }
    return 0;
  }

  private String token() throws IOException {
    String given = System.getenv("TWINSTREAM_TOKEN");
    if (tokenFile != null) {
      given = Files.readString(tokenFile).strip();
      if (given.isEmpty()) {
        throw new ConfigException(
            "the token file " + tokenFile + " is empty: write the token into it");
      }
    }
    return given == null ? "" : given.strip();
  }
}
