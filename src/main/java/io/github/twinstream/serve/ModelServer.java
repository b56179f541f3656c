package io.github.twinstream.serve;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.twinstream.bundle.ModelCard;
import io.github.twinstream.bundle.ServedModel;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.table.DataTable;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves one model over HTTP: {@code POST /score}, {@code POST /rank}, {@code GET /health}, {@code
 * GET /metrics}, {@code GET /card}, {@code GET /openapi.json}. What is wrong with a request is said
 * in {@code {"error": ...}} with status 400, 401, 404, 405, 413 or 503.
 */
public final class ModelServer implements AutoCloseable {
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final Set<String> PATHS =
      Set.of("/score", "/rank", "/health", "/metrics", "/card", "/openapi.json");
  private static final int CONNECTIONS = 1024;
  private static final int CHUNK = 1 << 13;
  private static final int SPARE_THREADS = 64;
  private static final Logger LOG = Logger.getLogger(ModelServer.class.getName());

  /** Kept, since java.util.logging forgets the level of a logger that nobody holds. */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("io.javalin"), Logger.getLogger("org.eclipse.jetty"));

  static {
    QUIET.get(0).setLevel(Level.OFF);
    QUIET.get(1).setLevel(Level.WARNING);
  }

  private final ServedModel model;
  private final ServeOptions options;
  private final Gate gate;
  private final ServeMetrics metrics;
  private final Javalin http;
  private volatile boolean stopping;

  private ModelServer(ServedModel model, ServeOptions options) {
    this.model = model;
    this.options = options;
    this.gate = new Gate(options.workers(), options.waiting(), options.patience());
    this.metrics = new ServeMetrics(gate);
    this.http = Javalin.create(this::configure);
  }

  /**
   * Starts serving.
   *
   * @param model stays the caller's: it is not closed with the server
   * @throws ConfigException if the address cannot be bound to
   */
  public static ModelServer start(ServedModel model, ServeOptions options) {
    ModelServer server = new ModelServer(model, options);
    try {
      server.http.start(options.host(), options.port());
      return server;
    } catch (JavalinBindException e) {
      throw new ConfigException(
          "cannot listen on "
              + options.host()
              + " port "
              + options.port()
              + ": "
              + e.getCause()
              + "; take another port, or 0 for any free one");
    }
  }

  /** The port that it listens on. */
  public int port() {
    return http.port();
  }

  /** Where it listens, such as {@code http://127.0.0.1:8080}. */
  public String address() {
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return "http://" + host + ":" + port();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = options.maxBytes();
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(
        jetty -> {
          jetty.setSendServerVersion(false);
          jetty.setIdleTimeout(options.idle().toMillis());
        });
    config.jetty.modifyServer(this::limit);
    config.routes.before(this::begin);
    config.routes.after(this::finish);
    config.routes.get("/health", this::health);
    config.routes.get(
        "/metrics", ctx -> ctx.contentType(ServeMetrics.MEDIA_TYPE).result(metrics.text()));
    config.routes.get("/card", ctx -> ctx.html(new ModelCard(model.facts()).html()));
    config.routes.get(
        "/openapi.json",
        ctx -> ctx.contentType("application/json").result(OpenApi.of(model, options)));
    config.routes.post("/score", ctx -> gated(ctx, this::score));
    config.routes.post("/rank", ctx -> gated(ctx, this::rank));
    config.routes.exception(
        HttpResponseException.class, (e, ctx) -> answer(ctx, e.getStatus(), e.getMessage()));
    config.routes.exception(DataException.class, (e, ctx) -> answer(ctx, 400, e.getMessage()));
    config.routes.exception(ConfigException.class, (e, ctx) -> answer(ctx, 400, e.getMessage()));
    config.routes.exception(Exception.class, this::failed);
  }

  private QueuedThreadPool threads() {
    int most = options.workers() + options.waiting() + SPARE_THREADS;
    QueuedThreadPool pool = new QueuedThreadPool(most, Math.min(8, most));
    pool.setName("twinstream-http");
    return pool;
  }

  private void limit(Server server) {
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
    // an answer is written to its end before its connection is closed
    server.setStopTimeout(Math.max(1000, options.grace().toMillis()));
    for (var connector : server.getConnectors()) {
      if (connector instanceof ServerConnector tcp) {
        tcp.setIdleTimeout(options.idle().toMillis());
      }
    }
  }

  private void begin(Context ctx) {
    ctx.attribute("began", System.nanoTime());
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Cache-Control", "no-store");
    if (!options.token().isEmpty() && !ctx.path().equals("/health") && !bears(ctx)) {
      ctx.header("WWW-Authenticate", "Bearer");
      throw new HttpResponseException(
          401, "this needs the header 'Authorization: Bearer' with the server's token", Map.of());
    }
  }

  /** Compares hashes of equal length, in a time that does not depend on where they differ. */
  private boolean bears(Context ctx) {
    String given = ctx.header("Authorization");
    return given != null
        && given.startsWith("Bearer ")
        && MessageDigest.isEqual(
            Digests.sha256(given.substring(7).strip()), Digests.sha256(options.token()));
  }

  private void finish(Context ctx) {
    Long began = ctx.attribute("began");
    if (began != null) {
      String path = PATHS.contains(ctx.path()) ? ctx.path() : "other";
      metrics.answered(path, ctx.statusCode(), (System.nanoTime() - began) / 1e9);
    }
  }

  private void health(Context ctx) {
    Map<String, String> health = new LinkedHashMap<>();
    health.put("status", stopping ? "stopping" : "ok");
    health.put("model", model.facts().title());
    ctx.status(stopping ? 503 : 200).contentType("application/json").result(JSON.toJson(health));
  }

  @FunctionalInterface
  private interface Work {
    Object answer(String body);
  }

  private void gated(Context ctx, Work work) throws IOException, InterruptedException {
    String body = body(ctx);
    if (!gate.enter()) {
      ctx.header("Retry-After", "1");
      throw new HttpResponseException(
          503,
          stopping ? "the server is about to stop" : "too many requests at once: come again later",
          Map.of());
    }
    try {
      ctx.contentType("application/json").result(JSON.toJson(work.answer(body)));
    } finally {
      gate.leave();
    }
  }

  private String body(Context ctx) throws IOException {
    if (ctx.req().getContentLengthLong() > options.maxBytes()) {
      throw tooLarge();
    }
    long deadline = System.nanoTime() + options.idle().toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = ctx.req().getInputStream()) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        body.write(chunk, 0, n);
        if (body.size() > options.maxBytes()) {
          throw tooLarge();
        }
        if (System.nanoTime() > deadline) {
          throw new HttpResponseException(
              408, "the body took longer than " + options.idle().toSeconds() + " s", Map.of());
        }
      }
      ByteBuffer bytes = ByteBuffer.wrap(body.toByteArray());
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new DataException("the body is not UTF-8: " + e.getMessage(), e);
    }
  }

  private HttpResponseException tooLarge() {
    return new HttpResponseException(
        413,
        "the body is larger than " + options.maxBytes() + " bytes: send fewer rows at a time",
        Map.of());
  }

  private Object score(String body) {
    JsonObject request = Requests.object(body, List.of("rows"), List.of());
    List<Map<String, Object>> rows = Requests.rows(request.get("rows"), "rows", options.maxRows());
    double[] scores = model.score(rows);
    metrics.scored(scores.length);
    return Map.of("scores", scores);
  }

  private Object rank(String body) {
    JsonObject request = Requests.object(body, List.of("user", "candidates"), List.of("k"));
    int k = request.has("k") ? Requests.count(request.get("k"), "k") : 10;
    List<Map<String, Object>> candidates =
        Requests.rows(request.get("candidates"), "candidates", options.maxRows());
    DataTable best = model.rank(Requests.row(request.get("user"), "user"), candidates, k).table();
    metrics.scored(candidates.size());
    double[] scores = best.numbers("score");
    double[] places = best.numbers("candidate");
    List<Map<String, Object>> ranking = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("candidate", (int) places[i]);
      one.put("score", scores[i]);
      ranking.add(one);
    }
    return Map.of("ranking", ranking);
  }

  private void failed(Exception e, Context ctx) {
    LOG.log(Level.WARNING, ctx.method() + " " + ctx.path() + " failed", e);
    answer(ctx, 500, "the request failed; the server's log says why");
  }

  private static void answer(Context ctx, int status, String error) {
    ctx.status(status).contentType("application/json").result(JSON.toJson(Map.of("error", error)));
  }

  /** Takes no more requests, lets those under way end, and stops. */
  @Override
  public void close() {
    if (stopping) {
      return;
    }
    stopping = true;
    try {
      if (!gate.close(options.grace())) {
        LOG.warning(
            "requests were still under way after " + options.grace() + "; they are cut off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.stop();
  }
}
