package io.github.twinstream.cli;

import static io.github.twinstream.Twinstream.auc;
import static io.github.twinstream.Twinstream.compactMultilingual;
import static io.github.twinstream.Twinstream.gauc;
import static io.github.twinstream.Twinstream.load;
import static io.github.twinstream.Twinstream.logLoss;
import static io.github.twinstream.Twinstream.ndcg;
import static io.github.twinstream.Twinstream.recallAt;

import com.google.gson.GsonBuilder;
import io.github.twinstream.Cleaned;
import io.github.twinstream.Frame;
import io.github.twinstream.Model;
import io.github.twinstream.Split;
import io.github.twinstream.Streams;
import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.error.DataException;
import io.github.twinstream.evaluate.Evaluation;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.NetworkSpecs;
import io.github.twinstream.rank.Ranking;
import io.github.twinstream.train.DeviceChoice;
import io.github.twinstream.train.TrainOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The article's workflow from CSV files to ranked, evaluated books. */
@Command(
    name = "tutorial",
    mixinStandardHelpOptions = true,
    description = "Loads, cleans, splits, embeds, trains, ranks and evaluates: the article's job.")
final class TutorialCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      description = "Folder of Users.csv, Ratings.csv, Books.csv; default: the bundled sample.")
  private Path data;

  @Option(names = "--out", defaultValue = "twinstream-report", description = "Report folder.")
  private Path out;

  @Option(names = "--report", description = "Also writes the figures as JSON into this file.")
  private Path report;

  @Option(names = "--epochs", description = "Epochs at most; default: 10, the sample's 60.")
  private Integer epochs;

  @Option(names = "--batch", description = "Rows a step; default: 4096, the sample's 128.")
  private Integer batch;

  @Option(names = "--seed", defaultValue = "2021", description = "Training seed, default 2021.")
  private long seed;

  @Option(
      names = "--model",
      defaultValue = "finalmlp",
      description = "The model by its lower-case name, default finalmlp; see docs/models.md.")
  private String network;

  @Option(
      names = "--device",
      defaultValue = "auto",
      description = "Where to train: auto (default: a GPU if there is one), cpu, gpu, gpu:1.")
  private String device;

  @Override
  public Integer call() throws IOException {
    NetworkSpec spec = NetworkSpecs.named(network);
    boolean sample = data == null;
    Path folder = folder(data);
    int rounds = epochs != null ? epochs : sample ? 60 : 10;
    int rows = batch != null ? batch : sample ? 128 : 4096;
    DeviceChoice where = DeviceChoice.named(device);
    UnaryOperator<TrainOptions> training =
        t -> t.epochs(rounds).batchSize(rows).earlyStopping("AUC", 2).seed(seed).device(where);
    training.apply(TrainOptions.DEFAULT); // what is out of range is told before anything is read
    AtomicWrite.requirePossible(out.resolve("report.html"));
    if (report != null) {
      AtomicWrite.requirePossible(report);
    }
    Phases phases = new Phases();

    Frame ratings =
        phases.time(
            "load",
            () ->
                load(folder.resolve("Users.csv").toString())
                    .join("Ratings.csv", "User-ID")
                    .join("Books.csv", "ISBN"));
    Cleaned clean = phases.time("clean", () -> ArticleSteps.clean(ratings));
    System.out.println(clean.report());
    Split split =
        phases.time(
            "split", () -> clean.split(s -> s.byGroup("User-ID").ratios(0.7, 0.1, 0.2).seed(42)));
    System.out.println(split);
    Split embedded =
        phases.time(
            "embed",
            () -> split.embed("Book-Title", e -> e.encoder(compactMultilingual()).pca(0.80)));
    System.out.println(embedded.embedded().get("Book-Title"));
    Streams streams = phases.time("streams", () -> ArticleSteps.streams(embedded));
    System.out.println(streams);
    try (Model model = phases.time("train", () -> streams.train(spec, training))) {
      System.out.println(model);
      String reader = split.test().pick("User-ID", 5);
      Ranking ranking = phases.time("rank", () -> model.rank("User-ID", reader));
      System.out.println("The test books of user " + reader + ", best first:\n" + ranking);
      Evaluation result =
          phases.time(
              "evaluate", () -> model.evaluate(auc(), gauc(), logLoss(), ndcg(), recallAt(3)));
      System.out.println(result);
      if (report != null) {
        Map<String, Object> figures = figures(clean, split, embedded, model, result, phases);
        figures.put("model", spec.name());
        write(figures);
      }
      TutorialReport.write(
          out, spec, sample, clean, split, embedded, streams, model, reader, ranking, result);
      System.out.println("report: " + out.resolve("report.html"));
    }
    return 0;
  }

  /**
   * The folder of the three files: the given one, or the bundled sample's.
   *
   * @throws DataException if a file is not there
   */
  static Path folder(Path given) {
    Path folder =
        given == null ? Path.of(System.getProperty("twinstream.home", "."), "data") : given;
    for (String file : new String[] {"Users.csv", "Ratings.csv", "Books.csv"}) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new DataException(
            "no " + file + " in " + folder + ": --data takes the folder of Kaggle's three files");
      }
    }
    return folder;
  }

  private static Map<String, Object> figures(
      Cleaned clean, Split split, Split embedded, Model model, Evaluation result, Phases phases) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rows_clean", clean.data().rows());
    figures.put(
        "users",
        Arrays.stream(clean.data().tokens("User-ID")).filter(Objects::nonNull).distinct().count());
    double mean = Arrays.stream(clean.data().numbers("label")).average().orElse(Double.NaN);
    figures.put("label_mean", Math.round(1e5 * mean) / 1e5);
    figures.put("rows_train", split.train().data().rows());
    figures.put("rows_valid", split.valid().data().rows());
    figures.put("rows_test", split.test().data().rows());
    figures.put("pca_components", embedded.embedded().get("Book-Title").dimension());
    figures.put("parameters", model.parameters());
    figures.put("epochs", model.history().size());
    figures.put(
        "valid_auc",
        model.history().stream().mapToDouble(e -> e.valid().get("AUC")).max().orElse(Double.NaN));
    figures.put("test_auc", result.value("AUC"));
    figures.put("test_auc_low", result.result("AUC").low());
    figures.put("test_auc_high", result.result("AUC").high());
    figures.put("test_gauc", result.value("gAUC"));
    figures.put("test_logloss", result.value("logloss"));
    figures.put("test_ndcg", result.value("nDCG"));
    figures.put("test_ndcg_chance", result.result("nDCG").chance());
    figures.put("recall_at_3", result.value("Recall@3"));
    figures.put("recall_at_3_chance", result.result("Recall@3").chance());
    figures.put("interrupted", model.interrupted());
    figures.put("seconds", phases.seconds());
    return figures;
  }

  private void write(Map<String, Object> figures) {
    String json =
        new GsonBuilder()
            .setPrettyPrinting()
            .serializeSpecialFloatingPointValues()
            .create()
            .toJson(figures);
    AtomicWrite.write(report, (json + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
