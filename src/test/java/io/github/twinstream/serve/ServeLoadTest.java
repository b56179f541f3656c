package io.github.twinstream.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.Model;
import io.github.twinstream.bundle.ServedModel;
import io.github.twinstream.testing.SampleModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 16 clients on loopback for four seconds; -Dtwinstream.load.seconds=60 does it for longer. */
class ServeLoadTest {
  private static final int CLIENTS = 16;
  private static final int SECONDS = Integer.getInteger("twinstream.load.seconds", 4);
  private static final int PARTS = 4;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String BODY =
      "{\"rows\":["
          + "{\"Age\":45,\"Book-Title\":\"Wolves\",\"country\":\"usa\"},".repeat(9)
          + "{\"Age\":20,\"Book-Title\":\"Winter\",\"country\":\"france\"}]}";

  @TempDir private Path folder;

  @Test
  void sixteen_clients_are_served_without_an_error_and_the_memory_comes_back() throws Exception {
    Path file = folder.resolve("books.twin");
    try (Model trained =
        SampleModel.train(SampleModel.streams(SampleModel.split(), SampleModel.ENCODER))) {
      trained.save(file.toString());
    }
    try (ServedModel model = ServedModel.open(file, SampleModel.ENCODER);
        ModelServer server = ModelServer.start(model, ServeOptions.DEFAULT.at("127.0.0.1", 0))) {
      load(server, 1);
      long heapBefore = heap();
      List<long[]> times = new ArrayList<>();
      List<Long> resident = new ArrayList<>();
      List<Long> committed = new ArrayList<>();
      for (int part = 0; part < PARTS; part++) {
        times.addAll(load(server, SECONDS / PARTS));
        heap();
        resident.add(resident() >> 20);
        committed.add(Runtime.getRuntime().totalMemory() >> 20);
      }
      long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "%d requests of 10 rows in %d s: p50 %.1f ms, p99 %.1f ms, most %.1f ms; heap %d to %d"
              + " MiB; after each of %d parts resident %s MiB, of them committed to the heap %s%n",
          all.length,
          SECONDS,
          all[all.length / 2] / 1e6,
          all[(int) (all.length * 0.99)] / 1e6,
          all[all.length - 1] / 1e6,
          heapBefore >> 20,
          heap() >> 20,
          PARTS,
          resident,
          committed);
      assertTrue(all.length > CLIENTS, "only " + all.length + " requests were answered");
      assertTrue(heap() < heapBefore + (32 << 20), "the heap stays larger");
      // the heap's pages come and go with the collector's mind: only a leak would exceed this
      long grown = resident.get(PARTS - 1) - resident.get(0);
      assertTrue(grown < 256, "the process grew by " + grown + " MiB");
    }
  }

  /** Each client's times in nanoseconds. */
  private static List<long[]> load(ModelServer server, int seconds) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
    try {
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      List<Callable<long[]>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(() -> client(server, end));
      }
      List<long[]> times = new ArrayList<>();
      for (Future<long[]> client : pool.invokeAll(clients)) {
        times.add(client.get());
      }
      return times;
    } finally {
      pool.shutdown();
    }
  }

  private static long[] client(ModelServer server, long end) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.address() + "/score"))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(BODY))
            .build();
    List<Long> times = new ArrayList<>();
    while (System.nanoTime() < end) {
      long began = System.nanoTime();
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      times.add(System.nanoTime() - began);
      assertEquals(200, answer.statusCode(), answer.body());
    }
    return times.stream().mapToLong(Long::longValue).toArray();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** The process's resident memory in bytes; 0 where the system does not tell. */
  private static long resident() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }
}
