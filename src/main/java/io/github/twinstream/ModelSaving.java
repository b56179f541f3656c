package io.github.twinstream;

import ai.djl.engine.Engine;
import io.github.twinstream.bundle.Bundle;
import io.github.twinstream.bundle.ModelFacts;
import io.github.twinstream.bundle.PlattScaling;
import io.github.twinstream.bundle.SavePlan;
import io.github.twinstream.clean.CleanResult;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.evaluate.Evaluation;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.json.RecordJson;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.split.SplitParts;
import io.github.twinstream.text.EmbeddedText;
import io.github.twinstream.train.TrainOptions;
import io.github.twinstream.train.Trained;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Gathers what a model's file holds from the chain that the model came from. */
final class ModelSaving {
  private final Streams streams;
  private final NetworkSpec spec;
  private final TrainOptions options;
  private final Trained trained;

  ModelSaving(Streams streams, NetworkSpec spec, TrainOptions options, Trained trained) {
    this.streams = streams;
    this.spec = spec;
    this.options = options;
    this.trained = trained;
  }

  void save(Path file, SavePlan plan, Evaluation tested, PlattScaling calibration) {
    Split split = streams.split();
    Map<String, EmbeddedText> embedded = split.embedded();
    embedded.keySet().removeIf(column -> !reads(column));
    Bundle.of(
            spec,
            streams.features(),
            split.cleaned().replay(),
            embedded,
            trained.network().parameters(),
            calibration,
            facts(file, plan, tested, embedded))
        .write(file);
  }

  private boolean reads(String column) {
    return streams.schema().fields().stream().anyMatch(f -> f.column().equals(column));
  }

  private ModelFacts facts(
      Path file, SavePlan plan, Evaluation tested, Map<String, EmbeddedText> embedded) {
    CleanResult cleaned = streams.split().cleaned();
    List<String> limits = new ArrayList<>(plan.limits());
    if (!cleaned.replay().whole()) {
      limits.add(
          "Cleaning held steps of the user's own: rows must come as they were behind cleaning.");
    }
    if (plan.calibrate()) {
      limits.add("Scores are calibrated on the validation part, which is not the test part.");
    }
    return new ModelFacts(
        plan.title().isEmpty() ? String.valueOf(file.getFileName()) : plan.title(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        plan.intendedUse(),
        limits,
        spec.describe(),
        trained.network().parameters().count(),
        training(),
        trained.history(),
        trained.interrupted(),
        tested.results(),
        tested.rows(),
        tested.users(),
        tested.positives(),
        fields(streams.schema()),
        embedded.values().stream().map(EmbeddedText::provenance).toList(),
        cleaned.table().provenance().sources(),
        cleaned.table().provenance().steps(),
        parts(streams.split().parts()),
        versions(),
        machine());
  }

  private Map<String, String> training() {
    Map<String, String> words = new LinkedHashMap<>();
    RecordJson.toJson(options)
        .getAsJsonObject()
        .entrySet()
        .forEach(
            option -> words.put(option.getKey(), option.getValue().toString().replace("\"", "")));
    return words;
  }

  private static List<String> fields(Schema schema) {
    List<String> lines = new ArrayList<>();
    for (String column : schema.fields().stream().map(Field::column).distinct().toList()) {
      int[] members =
          IntStream.range(0, schema.size())
              .filter(i -> schema.fields().get(i).column().equals(column))
              .toArray();
      Field first = schema.fields().get(members[0]);
      List<String> within =
          schema.streams().entrySet().stream()
              .filter(s -> s.getValue().contains(members[0]))
              .map(Map.Entry::getKey)
              .toList();
      lines.add(
          column
              + ": "
              + first.kind().name().toLowerCase(Locale.ROOT)
              + (members.length > 1 ? ", " + members.length + " components" : "")
              + (first.kind() == Field.Kind.NUMERIC
                  ? ""
                  : String.format(Locale.ROOT, ", %,d ids", first.vocabularySize()))
              + (within.isEmpty() ? "" : ", stream " + String.join(" and ", within)));
    }
    return lines;
  }

  private static Map<String, String> parts(SplitParts parts) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("split", parts.words());
    words.put("training", String.format(Locale.ROOT, "%,d", parts.train().length));
    words.put("validation", String.format(Locale.ROOT, "%,d", parts.valid().length));
    words.put("test", String.format(Locale.ROOT, "%,d", parts.test().length));
    return words;
  }

  private static Map<String, String> versions() {
    Engine engine = Djl.engine();
    String own = ModelSaving.class.getPackage().getImplementationVersion();
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("Twinstream", own == null ? "built from sources" : own);
    versions.put("Java", Runtime.version() + " " + System.getProperty("java.vm.name"));
    versions.put("DJL", Engine.getDjlVersion());
    versions.put(engine.getEngineName(), engine.getVersion());
    return versions;
  }

  private static Map<String, String> machine() {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put(
        "system",
        String.join(
            " ",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")));
    machine.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    return machine;
  }
}
