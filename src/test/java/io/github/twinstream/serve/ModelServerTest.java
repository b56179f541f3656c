package io.github.twinstream.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.twinstream.Model;
import io.github.twinstream.bundle.ServedModel;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.testing.SampleModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelServerTest {
  private static final ServeOptions ANY = ServeOptions.DEFAULT.at("127.0.0.1", 0);
  private static final String ROW = "{\"Age\":45,\"Book-Title\":\"Wolves\",\"country\":\"usa\"}";

  @TempDir private static Path folder;
  private static ServedModel model;
  private static ModelServer server;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    Path file = folder.resolve("books.twin");
    try (Model trained =
        SampleModel.train(SampleModel.streams(SampleModel.split(), SampleModel.ENCODER))) {
      trained.save(file.toString());
    }
    model = ServedModel.open(file, SampleModel.ENCODER);
    server = ModelServer.start(model, ANY.limits(100_000, 50));
  }

  @AfterAll
  static void stop() {
    server.close();
    model.close();
  }

  @Test
  void rows_are_scored() throws Exception {
    HttpResponse<String> answer = post(server, "/score", "{\"rows\":[" + ROW + "," + ROW + "]}");
    assertEquals(200, answer.statusCode(), answer.body());
    JsonArray scores = json(answer).getAsJsonArray("scores");
    double wanted = model.score(Map.of("Age", 45, "Book-Title", "Wolves", "country", "usa"));
    assertEquals(2, scores.size());
    assertEquals(wanted, scores.get(0).getAsDouble(), 1e-6);
    assertEquals("{\"scores\":[]}", post(server, "/score", "{\"rows\":[]}").body());
  }

  @Test
  void candidates_are_ranked() throws Exception {
    HttpResponse<String> answer =
        post(
            server,
            "/rank",
            "{\"user\":{\"Age\":30},\"candidates\":[{\"Book-Title\":\"One\"},"
                + "{\"Book-Title\":\"Two and more\"},{\"Book-Title\":\"3\"}],\"k\":2}");
    JsonArray ranking = json(answer).getAsJsonArray("ranking");
    assertEquals(2, ranking.size());
    double first = ranking.get(0).getAsJsonObject().get("score").getAsDouble();
    double second = ranking.get(1).getAsJsonObject().get("score").getAsDouble();
    assertTrue(first >= second);
  }

  @Test
  void what_is_wrong_is_said() throws Exception {
    Map<String, String> wrong = new TreeMap<>();
    wrong.put("nonsense", "the body is no JSON: ");
    wrong.put("{'rows':[]}", "the body is no JSON: ");
    wrong.put("[]", "the body is '[]': it must be an object");
    wrong.put("{}", "the body has no 'rows': it must be given");
    wrong.put("{\"rows\":1}", "'rows' must be a list of objects");
    wrong.put("{\"rows\":[1]}", "'rows[0]' must be an object from columns to values, it is '1'");
    wrong.put("{\"row\":[]}", "the body: no key 'row': there are 'rows'; did you mean 'rows'?");
    wrong.put(
        "{\"rows\":[{\"Age\":[1]}]}",
        "'rows[0].Age' must be a text, a number, true, false or null, it is '[1]'");
    wrong.put("{\"rows\":[{\"Age\":\"x\"}]}", "row 1: column 'Age' is 'x': it must be a number");
    wrong.put("{\"rows\":[{\"Aeg\":1}]}", "row 1: no column 'Aeg'");
    wrong.put(
        "{\"rows\":[" + (ROW + ",").repeat(50) + ROW + "]}",
        "rows is 51 long: it must be at most 50 long");
    wrong.put("[".repeat(50_000), "the body is no JSON: ");
    wrong.put(
        "{\"rows\":[{\"Age\":1,\"Age\":2}]}",
        "the body has 'Age' twice, at $.rows[0].Age: give each key once");
    for (Map.Entry<String, String> one : wrong.entrySet()) {
      HttpResponse<String> answer = post(server, "/score", one.getKey());
      assertEquals(400, answer.statusCode(), one.getKey() + answer.body());
      String error = json(answer).get("error").getAsString();
      assertTrue(error.startsWith(one.getValue()), error);
    }
    String rank = "{\"user\":{},\"candidates\":[],\"k\":%s}";
    for (String k : List.of("0", "1.5", "\"a\"", "null", "[]", "1e999999999")) {
      HttpResponse<String> answer = post(server, "/rank", String.format(rank, k));
      assertEquals(400, answer.statusCode(), k);
      assertTrue(answer.body().contains("a whole number from 1 up"), answer.body());
    }
  }

  @Test
  void bodies_that_are_too_large_are_refused_with_and_without_a_length() throws Exception {
    String large = "{\"rows\":[" + " ".repeat(200_000) + "]}";
    assertEquals(413, post(server, "/score", large).statusCode());
    InputStream body = new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8));
    HttpRequest chunked =
        HttpRequest.newBuilder(URI.create(server.address() + "/score"))
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
            .build();
    assertEquals(413, CLIENT.send(chunked, HttpResponse.BodyHandlers.ofString()).statusCode());
  }

  @Test
  void other_paths_and_methods_are_told_apart() throws Exception {
    assertEquals(404, get(server, "/nothing", null).statusCode());
    assertEquals(405, get(server, "/score", null).statusCode());
  }

  @Test
  void it_tells_of_itself() throws Exception {
    assertEquals(
        "{\"status\":\"ok\",\"model\":\"books.twin\"}", get(server, "/health", null).body());
    JsonObject api = json(get(server, "/openapi.json", null));
    assertEquals("3.1.0", api.get("openapi").getAsString());
    assertTrue(
        api.getAsJsonObject("components")
            .getAsJsonObject("schemas")
            .getAsJsonObject("Row")
            .getAsJsonObject("properties")
            .has("Book-Title"));
    for (String path : api.getAsJsonObject("paths").keySet()) {
      assertFalse(get(server, path, null).statusCode() == 404, path);
    }
    assertTrue(get(server, "/card", null).body().contains("<h1>books.twin</h1>"));
    post(server, "/score", "{\"rows\":[" + ROW + "]}");
    String metrics = get(server, "/metrics", null).body();
    assertTrue(
        metrics.contains("twinstream_requests_total{path=\"/score\",status=\"200\"}"), metrics);
    assertTrue(metrics.contains("twinstream_request_seconds_bucket{path=\"/score\",le=\"0.05\"}"));
    assertTrue(metrics.contains("# TYPE twinstream_rows_total counter"));
  }

  @Test
  void a_token_is_wanted_where_one_was_given() throws Exception {
    try (ModelServer closed = ModelServer.start(model, ANY.token("s3cret"))) {
      assertEquals(401, get(closed, "/metrics", null).statusCode());
      assertEquals(401, get(closed, "/metrics", "Bearer s3cre").statusCode());
      assertEquals(401, get(closed, "/metrics", "Bearer s3crett").statusCode());
      assertEquals(401, get(closed, "/metrics", "Basic s3cret").statusCode());
      assertEquals(200, get(closed, "/metrics", "Bearer s3cret").statusCode());
      assertEquals(200, get(closed, "/health", null).statusCode());
      HttpResponse<String> refused = post(closed, "/score", "{\"rows\":[]}");
      assertEquals(401, refused.statusCode());
      assertEquals("Bearer", refused.headers().firstValue("WWW-Authenticate").orElseThrow());
    }
  }

  @Test
  void only_the_loopback_interface_is_listened_on() throws Exception {
    for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address : card.inetAddresses().toList()) {
        if (!address.isLoopbackAddress()) {
          assertThrows(
              IOException.class, () -> new Socket(address, server.port()).close(), "" + address);
        }
      }
    }
  }

  @Test
  void a_port_that_is_taken_is_named() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> ModelServer.start(model, ANY.at("127.0.0.1", server.port())));
    assertTrue(
        e.getMessage().startsWith("cannot listen on 127.0.0.1 port " + server.port()),
        e.getMessage());
  }

  @Test
  void more_than_can_be_done_is_refused_at_once_and_health_still_answers() throws Exception {
    String heavy = "{\"rows\":[" + (ROW + ",").repeat(4999) + ROW + "]}";
    ServeOptions narrow = ANY.queue(1, 2, Duration.ofMillis(200)).limits(1 << 20, 5000);
    ExecutorService clients = Executors.newFixedThreadPool(24);
    Map<Integer, Integer> seen = new ConcurrentHashMap<>();
    try (ModelServer small = ModelServer.start(model, narrow)) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < 48; i++) {
        work.add(
            () -> {
              HttpResponse<String> answer = post(small, "/score", heavy);
              seen.merge(answer.statusCode(), 1, Integer::sum);
              if (answer.statusCode() == 503) {
                assertEquals("1", answer.headers().firstValue("Retry-After").orElseThrow());
              }
              return null;
            });
      }
      CompletableFuture<Integer> health =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return get(small, "/health", null).statusCode();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      for (Future<Void> done : clients.invokeAll(work)) {
        done.get();
      }
      assertEquals(200, health.get());
      assertEquals(List.of(200, 503), seen.keySet().stream().sorted().toList(), seen.toString());
      assertEquals(200, post(small, "/score", "{\"rows\":[" + ROW + "]}").statusCode());
    } finally {
      clients.shutdown();
    }
  }

  @Test
  void stopping_lets_requests_under_way_end() throws Exception {
    for (int i = 0; i < 3; i++) {
      stopWhileScoring();
    }
  }

  private static void stopWhileScoring() throws Exception {
    String heavy = "{\"rows\":[" + (ROW + ",").repeat(4999) + ROW + "]}";
    ModelServer small = ModelServer.start(model, ANY.limits(1 << 20, 5000));
    int port = small.port();
    CompletableFuture<HttpResponse<String>> underWay =
        CLIENT.sendAsync(request(small, "/score", heavy), HttpResponse.BodyHandlers.ofString());
    while (!get(small, "/metrics", null).body().contains("twinstream_requests_working 1.0")
        && !underWay.isDone()) {
      Thread.onSpinWait();
    }
    small.close();
    assertEquals(200, underWay.get().statusCode());
    assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
  }

  private static HttpRequest request(ModelServer to, String path, String body) {
    return HttpRequest.newBuilder(URI.create(to.address() + path))
        .timeout(Duration.ofSeconds(30))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static HttpResponse<String> post(ModelServer to, String path, String body)
      throws IOException, InterruptedException {
    return CLIENT.send(request(to, path, body), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(ModelServer to, String path, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to.address() + path));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }
}
