package io.github.twinstream;

import io.github.twinstream.clean.CleanReport;
import io.github.twinstream.clean.CleanResult;
import io.github.twinstream.clean.Replay;
import io.github.twinstream.config.FuxiConfig;
import io.github.twinstream.config.FuxiData;
import io.github.twinstream.config.FuxiField;
import io.github.twinstream.config.FuxiYaml;
import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.split.SplitPlan;
import io.github.twinstream.table.CsvReader;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Provenance;
import io.github.twinstream.train.TrainOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * An experiment of FuxiCTR's configuration files: its fields and streams, its network, its training
 * options. It trains as the same experiment in the fluent form would, number by number.
 */
public final class Configured implements Displayable {
  private static final String PART = "part of the dataset";

  private final FuxiConfig config;
  private final Path folder;
  private Streams streams;

  Configured(FuxiConfig config, Path folder) {
    this.config = config;
    this.folder = folder;
  }

  /** What the files say that FuxiCTR or this library does not do, with file and line. */
  public List<String> warnings() {
    return config.warnings();
  }

  /** The model's settings. */
  public NetworkSpec network() {
    return config.network();
  }

  /** How it is trained. */
  public TrainOptions options() {
    return config.options();
  }

  /**
   * The fields and streams, fitted on the training file. The files are looked for beside the
   * dataset file, then in the working folder, and read once.
   *
   * @throws io.github.twinstream.error.DataException if a file or a column is not there
   */
  public synchronized Streams streams() {
    if (streams == null) {
      FuxiData data = config.data();
      DataTable table = table(data);
      Map<String, String> types = new LinkedHashMap<>();
      data.fields().forEach(field -> types.put(field.name(), table.type(field.name())));
      CleanResult rows =
          new CleanResult(
              table,
              new CleanReport(table.rows(), List.of()),
              data.label(),
              data.label(),
              new Replay(types, types, List.of(), true));
      SplitPlan plan = new SplitPlan().byColumn(PART, data.group()).seed(config.options().seed());
      streams = new Split(rows, plan.parts(table), Map.of()).streams(fields -> config.plan());
    }
    return streams;
  }

  /** Trains the network as the files say. */
  public Model train() {
    return train(t -> t);
  }

  /** Trains the network with the files' options changed, e.g. {@code train(t -> t.epochs(1))}. */
  public Model train(UnaryOperator<TrainOptions> change) {
    return streams().train(config.network(), ignored -> change.apply(config.options()));
  }

  /**
   * Writes {@code dataset_config.yaml} and {@code model_config.yaml} into the folder, without what
   * the files said to no effect; reading them gives the same experiment.
   *
   * @return both files
   */
  public List<Path> toYaml(String into) {
    Path dataset = Path.of(into, "dataset_config.yaml");
    Path model = Path.of(into, "model_config.yaml");
    AtomicWrite.write(dataset, FuxiYaml.dataset(config).getBytes(StandardCharsets.UTF_8));
    AtomicWrite.write(model, FuxiYaml.model(config).getBytes(StandardCharsets.UTF_8));
    return List.of(dataset, model);
  }

  private DataTable table(FuxiData data) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("train", data.train());
    files.put("valid", data.valid());
    files.put("test", data.test() == null ? data.valid() : data.test());
    Set<String> texts = new LinkedHashSet<>();
    Set<String> numbers = new LinkedHashSet<>();
    for (FuxiField field : data.fields()) {
      boolean number = field.kind() == FuxiField.Kind.NUMERIC || field.buckets() > 0;
      (number ? numbers : texts).add(field.name());
    }
    numbers.add(data.label());
    if (data.group() != null && !numbers.contains(data.group())) {
      texts.add(data.group());
    }
    Map<String, Column<?>> columns = new LinkedHashMap<>();
    texts.forEach(name -> columns.put(name, StringColumn.create(name)));
    numbers.forEach(name -> columns.put(name, DoubleColumn.create(name)));
    StringColumn part = StringColumn.create(PART);
    Provenance provenance = Provenance.NONE;
    for (Map.Entry<String, String> file : files.entrySet()) {
      DataTable rows = read(file.getValue(), texts, numbers);
      provenance = provenance.and(rows.provenance());
      texts.forEach(name -> append((StringColumn) columns.get(name), rows.tokens(name)));
      numbers.forEach(name -> append((DoubleColumn) columns.get(name), rows.numbers(name)));
      for (int row = 0; row < rows.rows(); row++) {
        part.append(file.getKey());
      }
    }
    List<Column<?>> all = new ArrayList<>(columns.values());
    all.add(part);
    return DataTable.owning(data.id(), all, provenance);
  }

  private DataTable read(String file, Set<String> texts, Set<String> numbers) {
    Path beside = folder == null ? Path.of(file) : folder.resolve(file);
    return CsvReader.of(Files.exists(beside) ? beside : Path.of(file))
        .text(texts.toArray(String[]::new))
        .numbers(numbers.toArray(String[]::new))
        .read();
  }

  private static void append(StringColumn column, String[] values) {
    for (String value : values) {
      column.append(value == null ? "" : value);
    }
  }

  private static void append(DoubleColumn column, double[] values) {
    for (double value : values) {
      column.append(value);
    }
  }

  private Grid grid() {
    Grid grid =
        new Grid("experiment " + config.experiment() + " of FuxiCTR's files", "what", "settings");
    grid.row("dataset", config.data().id() + ", " + config.data().fields().size() + " columns");
    grid.row("network", config.network().describe());
    TrainOptions options = config.options();
    grid.row(
        "training",
        "epochs "
            + options.epochs()
            + ", batch "
            + options.batchSize()
            + ", rate "
            + options.learningRate()
            + ", seed "
            + options.seed());
    return config.warnings().isEmpty() ? grid : grid.note(String.join("\n", config.warnings()));
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
