package io.github.twinstream;

import io.github.twinstream.bundle.OnnxExport;
import io.github.twinstream.bundle.PlattScaling;
import io.github.twinstream.bundle.SavePlan;
import io.github.twinstream.chart.Chart;
import io.github.twinstream.chart.Illustrated;
import io.github.twinstream.chart.TrainingCurves;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.evaluate.Auc;
import io.github.twinstream.evaluate.Evaluation;
import io.github.twinstream.evaluate.Evaluator;
import io.github.twinstream.evaluate.GroupAuc;
import io.github.twinstream.evaluate.LogLoss;
import io.github.twinstream.evaluate.Metric;
import io.github.twinstream.evaluate.Ndcg;
import io.github.twinstream.evaluate.RecallAt;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.model.Contender;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.rank.Ranking;
import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Provenance;
import io.github.twinstream.table.Tokens;
import io.github.twinstream.train.EpochResult;
import io.github.twinstream.train.Scoring;
import io.github.twinstream.train.TrainOptions;
import io.github.twinstream.train.Trained;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.columns.Column;

/** A trained model: it scores, ranks and is evaluated. Close it to free its native memory. */
public final class Model implements Illustrated, Contender, AutoCloseable {
  private final Streams streams;
  private final NetworkSpec spec;
  private final TrainOptions options;
  private final Trained trained;
  private final double baseRate;
  private ScoredRows tested;

  Model(Streams streams, NetworkSpec spec, TrainOptions options, Trained trained, double baseRate) {
    this.streams = streams;
    this.spec = spec;
    this.options = options;
    this.trained = trained;
    this.baseRate = baseRate;
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public String describe() {
    return spec.describe() + ", trained before";
  }

  /** One probability for each row, in the rows' order. */
  public double[] score(DataTable rows) {
    return Scoring.score(trained.network(), streams.encodeUnlabelled(rows));
  }

  /**
   * The test rows whose column has this value, best first.
   *
   * @throws DataException if no test row has it
   */
  public Ranking rank(String column, Object value) {
    DataTable chosen = rowsWith(column, value);
    double[] scores = score(chosen);
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparing(i -> -scores[i]))
            .mapToInt(i -> i)
            .toArray();
    DataTable ranked = chosen.rows(order, "by score");
    Set<String> shown = new LinkedHashSet<>();
    shown.add(streams.split().cleaned().relevanceColumn());
    streams.schema().fields().stream().map(Field::column).forEach(shown::add);
    List<Column<?>> columns = new ArrayList<>();
    columns.add(
        DoubleColumn.create("score", Arrays.stream(order).mapToDouble(i -> scores[i]).toArray()));
    shown.forEach(name -> columns.add(ranked.column(name)));
    return new Ranking(DataTable.owning("ranking", columns, Provenance.NONE));
  }

  /** The test rows whose column has this value. */
  DataTable rowsWith(String column, Object value) {
    DataTable test = streams.split().test().data();
    String[] tokens = test.tokens(column);
    String wanted = value instanceof Double number ? Tokens.number(number) : String.valueOf(value);
    int[] rows = IntStream.range(0, tokens.length).filter(i -> wanted.equals(tokens[i])).toArray();
    if (rows.length == 0) {
      throw new DataException(
          "no row of the test part has "
              + column
              + " "
              + Messages.quote(wanted)
              + ": take one that split.test().pick(\""
              + column
              + "\", 5) gives");
    }
    return test.rows(rows, "where " + column + " is " + wanted);
  }

  /** Measures the test part. */
  public Evaluation evaluate(Metric... metrics) {
    return Evaluator.evaluate(tested(), List.of(metrics), options.seed());
  }

  /** The test part's scores beside the truth. */
  public synchronized ScoredRows tested() {
    if (tested == null) {
      EncodedRows rows = streams.encode(streams.split().test().data());
      boolean grouped = rows.group().length == rows.rows();
      tested =
          new ScoredRows(
              Scoring.score(trained.network(), rows),
              rows.label(),
              rows.relevance(),
              grouped ? rows.group() : IntStream.range(0, rows.rows()).toArray(),
              grouped ? rows.groupNames().length : rows.rows(),
              baseRate);
    }
    return tested;
  }

  /** Why it scores as it does: streams, gates, importance, single rows, drift. */
  public Explanation explain() {
    return new Explanation(this, streams, trained.network(), spec.name(), options.seed());
  }

  /**
   * Writes the model into one file that {@link Twinstream#open} reads: the network, all that rows
   * are encoded with, and a model card with the metrics on the test part.
   *
   * @throws DataException if the file cannot be written; one that was there stays
   */
  public void save(String file) {
    save(file, s -> s);
  }

  /**
   * Saves with words of your own or calibrated, e.g. {@code save("b.twin", s -> s.calibrated())}.
   */
  public void save(String file, UnaryOperator<SavePlan> plan) {
    SavePlan chosen = plan.apply(SavePlan.STANDARD);
    Evaluation evaluation =
        evaluate(new Auc(), new GroupAuc(), new LogLoss(), new Ndcg(), new RecallAt(3));
    PlattScaling calibration = PlattScaling.NONE;
    if (chosen.calibrate()) {
      EncodedRows valid = streams.encode(streams.split().valid().data());
      calibration = PlattScaling.fit(Scoring.score(trained.network(), valid), valid.label());
    }
    new ModelSaving(streams, spec, options, trained)
        .save(Path.of(file), chosen, evaluation, calibration);
  }

  /**
   * Writes the network alone as an ONNX model, for other programs: encoded rows in, probabilities
   * out; see {@link OnnxExport}.
   *
   * @throws io.github.twinstream.error.ConfigException if the network is another than FinalMLP
   */
  public void exportOnnx(String file) {
    OnnxExport.write(Path.of(file), spec, streams.schema(), trained.network().parameters());
  }

  /** One entry for each evaluation on the validation part. */
  public List<EpochResult> history() {
    return trained.history();
  }

  /** Whether training was interrupted before its end; the best weights until then are kept. */
  public boolean interrupted() {
    return trained.interrupted();
  }

  /** How many numbers were learned. */
  public long parameters() {
    return trained.network().parameters().count();
  }

  @Override
  public void close() {
    trained.network().parameters().close();
  }

  @Override
  public List<Chart> charts() {
    return List.of(TrainingCurves.of(history()));
  }

  private Grid grid() {
    Grid grid =
        new Grid(
            spec.describe() + String.format(Locale.ROOT, ", %,d parameters", parameters()),
            "epoch",
            "train loss",
            "valid AUC",
            "valid logloss",
            "rows/s",
            "best");
    for (EpochResult epoch : history()) {
      grid.row(
          epoch.epoch(),
          String.format(Locale.ROOT, "%.4f", epoch.trainLoss()),
          String.format(Locale.ROOT, "%.4f", epoch.valid().get("AUC")),
          String.format(Locale.ROOT, "%.4f", epoch.valid().get("logloss")),
          String.format(Locale.ROOT, "%,.0f", epoch.rowsPerSecond()),
          epoch.best() ? "*" : "");
    }
    return interrupted() ? grid.note("interrupted; the best weights until then are kept") : grid;
  }

  @Override
  public String toString() {
    return grid().toString();
  }

  @Override
  public String toHtml() {
    return grid().toHtml();
  }
}
