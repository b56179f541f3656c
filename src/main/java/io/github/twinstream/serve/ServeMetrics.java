package io.github.twinstream.serve;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleSupplier;

/** What a server counts of itself, in a registry of its own. */
final class ServeMetrics {
  /** The media type of {@link #text()}. */
  static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests =
      Counter.builder()
          .name("twinstream_requests_total")
          .help("Requests answered, by path and status.")
          .labelNames("path", "status")
          .register(registry);
  private final Counter rows =
      Counter.builder()
          .name("twinstream_rows_total")
          .help("Rows and candidates scored.")
          .register(registry);
  private final Histogram seconds =
      Histogram.builder()
          .name("twinstream_request_seconds")
          .help("Time from a request's arrival to its answer, waiting included.")
          .labelNames("path")
          .classicOnly()
          .classicUpperBounds(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
          .register(registry);

  ServeMetrics(Gate gate) {
    gauge("twinstream_requests_working", "Requests being scored.", gate::working);
    gauge("twinstream_requests_waiting", "Requests that wait for a worker.", gate::waiting);
    gauge(
        "twinstream_heap_bytes",
        "Java heap in use.",
        () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  void answered(String path, int status, double taken) {
    requests.labelValues(path, Integer.toString(status)).inc();
    seconds.labelValues(path).observe(taken);
  }

  void scored(int count) {
    rows.inc(count);
  }

  /** All figures in Prometheus' text format. */
  String text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.builder().build().write(out, registry.scrape());
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
