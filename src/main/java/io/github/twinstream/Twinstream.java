package io.github.twinstream;

import io.github.twinstream.bundle.ServedModel;
import io.github.twinstream.clean.Condition;
import io.github.twinstream.display.Displayable;
import io.github.twinstream.evaluate.Auc;
import io.github.twinstream.evaluate.GroupAuc;
import io.github.twinstream.evaluate.LogLoss;
import io.github.twinstream.evaluate.Metric;
import io.github.twinstream.evaluate.Ndcg;
import io.github.twinstream.evaluate.RecallAt;
import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.table.CsvReader;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.text.MiniLmEncoder;
import io.github.twinstream.text.TextEncoder;
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

  /** Prints a result. */
  public static void show(Displayable result) {
    System.out.println(result);
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

  /** The English int8 MiniLM sentence encoder, 384 numbers a text, offline. */
  public static TextEncoder miniLm() {
    return MiniLmEncoder.instance();
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
}
