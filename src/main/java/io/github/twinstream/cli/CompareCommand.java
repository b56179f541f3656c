package io.github.twinstream.cli;

import static io.github.twinstream.Twinstream.catBoostRanker;
import static io.github.twinstream.Twinstream.compactMultilingual;
import static io.github.twinstream.Twinstream.compare;
import static io.github.twinstream.Twinstream.compareScores;
import static io.github.twinstream.Twinstream.dualMlp;
import static io.github.twinstream.Twinstream.finalMlp;
import static io.github.twinstream.Twinstream.fm;
import static io.github.twinstream.Twinstream.globalMean;
import static io.github.twinstream.Twinstream.itemMean;
import static io.github.twinstream.Twinstream.lightGbmRanker;
import static io.github.twinstream.Twinstream.load;
import static io.github.twinstream.Twinstream.logOdds;
import static io.github.twinstream.Twinstream.lr;
import static io.github.twinstream.Twinstream.meanOf;
import static io.github.twinstream.Twinstream.miniLm;
import static io.github.twinstream.Twinstream.multilingual;
import static io.github.twinstream.Twinstream.popularity;
import static io.github.twinstream.Twinstream.randomScores;
import static io.github.twinstream.Twinstream.userItemBias;

import io.github.twinstream.ComparePlan;
import io.github.twinstream.Comparison;
import io.github.twinstream.Frame;
import io.github.twinstream.Split;
import io.github.twinstream.Streams;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.model.Contender;
import io.github.twinstream.model.NetworkSpecs;
import io.github.twinstream.text.TextEncoder;
import io.github.twinstream.train.DeviceChoice;
import io.github.twinstream.train.TrainOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares models on the article's split, or scores that other programs wrote. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Compares models on the article's split, with intervals, chance levels and paired tests;"
            + " or score files with the columns user, label, score.")
final class CompareCommand implements Callable<Integer> {
  private static final Map<String, Supplier<Contender>> MODELS = models();
  private static final Map<String, Supplier<TextEncoder>> ENCODERS =
      new TreeMap<>(
          Map.of(
              "compact", () -> compactMultilingual(),
              "multilingual", () -> multilingual(),
              "minilm", () -> miniLm()));

  @Parameters(arity = "0..*", description = "Score files; none: trains models on --data.")
  private List<Path> files = List.of();

  @Option(
      names = "--data",
      description = "Folder of Users.csv, Ratings.csv, Books.csv; default: the bundled sample.")
  private Path data;

  @Option(
      names = "--models",
      split = ",",
      description =
          "Which models, the reference first: ${COMPLETION-CANDIDATES} (default: these), and every"
              + " network by its lower-case name.",
      completionCandidates = Names.class)
  private List<String> models = List.copyOf(MODELS.keySet());

  @Option(
      names = "--titles",
      defaultValue = "compact",
      description = "What encodes the titles: compact (default), multilingual, minilm; or none.")
  private String titles;

  @Option(names = "--epochs", description = "Epochs at most; default: 10, the sample's 60.")
  private Integer epochs;

  @Option(names = "--batch", description = "Rows a step; default: 4096, the sample's 128.")
  private Integer batch;

  @Option(names = "--seeds", split = ",", description = "Training seeds; default 2021.")
  private long[] seeds = {2021};

  @Option(
      names = "--out",
      split = ",",
      description = "Also writes it: files that end in .html, .csv, .tex, .txt, .png or .svg.")
  private List<Path> out = List.of();

  @Option(
      names = "--device",
      defaultValue = "auto",
      description = "Where to train: auto (default: a GPU if there is one), cpu, gpu, gpu:1.")
  private String device;

  /** The names of the models, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return MODELS.keySet().iterator();
    }
  }

  private static Map<String, Supplier<Contender>> models() {
    Map<String, Supplier<Contender>> all = new LinkedHashMap<>();
    all.put("FinalMLP", () -> finalMlp());
    all.put("DualMLP", () -> dualMlp());
    all.put("LR", () -> lr());
    all.put("FM", () -> fm());
    all.put("CatBoost", () -> catBoostRanker().budget(4));
    all.put("CatBoost+item", () -> catBoostRanker().budget(4).withItem(true));
    all.put("LightGBM", () -> lightGbmRanker().budget(4));
    all.put("log-odds", () -> logOdds());
    all.put("author-mean", () -> meanOf("Book-Author"));
    all.put("item-mean", () -> itemMean());
    all.put("biases", () -> userItemBias());
    all.put("popularity", () -> popularity());
    all.put("global-mean", () -> globalMean());
    all.put("random", () -> randomScores());
    return all;
  }

  @Override
  public Integer call() {
    out.forEach(file -> Comparison.requireSavable(file.toString()));
    Comparison comparison =
        files.isEmpty()
            ? train()
            : compareScores(files.stream().map(Path::toString).toArray(String[]::new));
    System.out.println(comparison);
    for (Path file : out) {
      comparison.save(file.toString());
    }
    return 0;
  }

  private Comparison train() {
    boolean sample = data == null;
    int rounds = epochs != null ? epochs : sample ? 60 : 10;
    int rows = batch != null ? batch : sample ? 128 : 4096;
    Contender[] contenders =
        models.stream().map(CompareCommand::contender).toArray(Contender[]::new);
    DeviceChoice where = DeviceChoice.named(device);
    UnaryOperator<TrainOptions> training =
        t -> t.epochs(rounds).batchSize(rows).earlyStopping("AUC", 2).device(where);
    training.apply(TrainOptions.DEFAULT); // what is out of range is told before anything is read
    ComparePlan plan =
        ComparePlan.STANDARD.seeds(Arrays.copyOf(seeds, seeds.length)).training(training);
    Optional<TextEncoder> encoder = encoder();
    Path folder = TutorialCommand.folder(data);
    Frame ratings =
        load(folder.resolve("Users.csv").toString())
            .join("Ratings.csv", "User-ID")
            .join("Books.csv", "ISBN");
    Split split =
        ArticleSteps.clean(ratings).split(s -> s.byGroup("User-ID").ratios(0.7, 0.1, 0.2).seed(42));
    Streams streams =
        encoder
            .map(
                titleEncoder ->
                    ArticleSteps.streams(
                        split.embed("Book-Title", e -> e.encoder(titleEncoder).pca(0.80))))
            .orElseGet(() -> ArticleSteps.streamsWithoutTitles(split));
    return compare(streams, c -> plan, contenders);
  }

  /** What encodes the titles; empty for a comparison without them. */
  private Optional<TextEncoder> encoder() {
    if (titles.equals("none")) {
      return Optional.empty();
    }
    Supplier<TextEncoder> encoder = ENCODERS.get(titles);
    if (encoder == null) {
      throw new ConfigException(
          Messages.unknown("encoder", titles, ENCODERS.keySet()) + " or none");
    }
    return Optional.of(encoder.get());
  }

  private static Contender contender(String name) {
    Supplier<Contender> found = MODELS.get(name);
    if (found == null && NetworkSpecs.words().contains(name)) {
      return NetworkSpecs.named(name);
    }
    if (found == null) {
      List<String> known = new ArrayList<>(MODELS.keySet());
      known.addAll(NetworkSpecs.words());
      throw new ConfigException(Messages.unknown("model", name, known));
    }
    return found.get();
  }
}
