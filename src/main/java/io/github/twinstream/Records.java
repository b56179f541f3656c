package io.github.twinstream;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.twinstream.baseline.Baseline;
import io.github.twinstream.baseline.Baselines;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.evaluate.Bootstrap;
import io.github.twinstream.evaluate.Metric;
import io.github.twinstream.evaluate.Metrics;
import io.github.twinstream.evaluate.PairedTest;
import io.github.twinstream.evaluate.RunRecord;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.json.RecordJson;
import io.github.twinstream.model.Contender;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.NetworkSpecs;
import io.github.twinstream.rank.Candidates;
import io.github.twinstream.train.TrainOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a comparison's row is recorded as, and how it is read back. */
final class Records {
  private static final String TRAINING = "training";

  private Records() {}

  /** The fields with their streams in one line. */
  static String fields(Schema schema) {
    String streams =
        schema.streams().entrySet().stream()
            .map(
                stream ->
                    stream.getKey()
                        + ": "
                        + stream.getValue().stream()
                            .map(i -> schema.fields().get(i).column())
                            .distinct()
                            .collect(Collectors.joining(", ")))
            .collect(Collectors.joining("; "));
    return schema.fields().stream().map(Field::column).distinct().collect(Collectors.joining(", "))
        + " ("
        + schema.size()
        + " fields; "
        + streams
        + ")";
  }

  /** Training options in one line. */
  static String words(TrainOptions options) {
    return String.format(
        Locale.ROOT,
        "at most %d epochs of batches of %d, rate %s, patience %d on validation %s",
        options.epochs(),
        options.batchSize(),
        options.learningRate(),
        options.patience(),
        String.join(" and ", options.monitor().keySet().stream().sorted().toList()));
  }

  /** A contender's settings as JSON; empty when it cannot be built again from them. */
  static String settings(Streams streams, Contender contender, ComparePlan plan) {
    try {
      if (contender instanceof Baseline baseline) {
        return Baselines.toJson(baseline).toString();
      }
      if (contender instanceof NetworkSpec network) {
        JsonObject json = NetworkSpecs.toJson(network);
        json.add(TRAINING, RecordJson.toJson(streams.options(network, plan.training())));
        return json.toString();
      }
    } catch (IllegalArgumentException e) {
      return "";
    }
    return "";
  }

  /** The plan as JSON; networks' training options are with their settings. */
  static String plan(ComparePlan plan, String item) {
    JsonObject json = new JsonObject();
    JsonArray metrics = new JsonArray();
    plan.metrics().stream().map(Metric::name).forEach(metrics::add);
    json.add("metrics", metrics);
    json.add("candidates", RecordJson.toJson(plan.candidates()));
    json.addProperty("item", item);
    json.add("bootstrap", RecordJson.toJson(plan.bootstrap()));
    json.addProperty("test", plan.test().name());
    return json.toString();
  }

  /**
   * The plan that a record was made with.
   *
   * @throws ConfigException if it has none
   */
  static ComparePlan plan(RunRecord record) {
    require(record, record.plan());
    JsonObject json = JsonParser.parseString(record.plan()).getAsJsonObject();
    List<Metric> metrics = new ArrayList<>();
    for (JsonElement name : json.getAsJsonArray("metrics")) {
      metrics.add(Metrics.named(name.getAsString()));
    }
    JsonObject settings = JsonParser.parseString(record.settings()).getAsJsonObject();
    return new ComparePlan(
        metrics,
        record.seeds(),
        RecordJson.fromJson(json.get("candidates"), Candidates.class, "candidates"),
        json.has("item") && !json.get("item").isJsonNull() ? json.get("item").getAsString() : null,
        RecordJson.fromJson(json.get("bootstrap"), Bootstrap.class, "bootstrap"),
        PairedTest.valueOf(json.get("test").getAsString()),
        options ->
            settings.has(TRAINING)
                ? RecordJson.fromJson(settings.get(TRAINING), TrainOptions.class, TRAINING)
                    .checkpoints("")
                : options);
  }

  /**
   * The contender that a record was made by.
   *
   * @throws ConfigException if the record does not hold its settings
   */
  static Contender contender(RunRecord record) {
    require(record, record.settings());
    JsonObject json = JsonParser.parseString(record.settings()).getAsJsonObject();
    return Baselines.isBaseline(json) ? Baselines.fromJson(json) : NetworkSpecs.fromJson(json);
  }

  /** The metrics' values beside those of an earlier run, by name. */
  static boolean same(Map<String, Double> now, Map<String, Double> before) {
    return now.keySet().equals(before.keySet())
        && now.entrySet().stream()
            .allMatch(e -> Double.compare(e.getValue(), before.get(e.getKey())) == 0);
  }

  private static void require(RunRecord record, String json) {
    if (json.isEmpty()) {
      throw new ConfigException(
          "the record of "
              + record.contender()
              + " does not hold its settings, so it cannot be run again: it is a trained model, a"
              + " contender of your own that is no record, or scores from elsewhere");
    }
  }
}
