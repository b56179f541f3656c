package io.github.twinstream.cli.bench;

import io.github.twinstream.chart.Chart;
import io.github.twinstream.chart.CostCurves;
import io.github.twinstream.chart.CostCurves.Sweep;
import io.github.twinstream.display.Grid;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.NetworkSpecs;
import io.github.twinstream.train.Optimization;
import io.github.twinstream.train.Regularizer;
import io.github.twinstream.train.TrainOptions;
import io.github.twinstream.train.Trained;
import io.github.twinstream.train.Trainer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains for each number of rows, of ids and of fields, and prints and draws what it costs. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description =
        "Trains on generated rows with more and more rows, ids and fields, one of them at a time,"
            + " and prints what it costs.")
final class ScaleCommand implements Callable<Integer> {
  private static final int IDS = 100_000;
  private static final int FIELDS = 10;

  @Option(
      names = "--rows",
      split = ",",
      defaultValue = "10000,100000,1000000",
      description = "Rows of one epoch; default: 10000,100000,1000000.")
  private int[] rows;

  @Option(
      names = "--ids",
      split = ",",
      defaultValue = "10000,100000,1000000",
      description = "Ids of all fields together; default: 10000,100000,1000000.")
  private int[] ids;

  @Option(
      names = "--fields",
      split = ",",
      defaultValue = "10,100,1000",
      description = "Categorical fields; default: 10,100,1000.")
  private int[] fields;

  @Option(
      names = "--optimizer",
      split = ",",
      defaultValue = "adam,lazyadam",
      description = "Compared by ids, the others take the first; default: adam,lazyadam.")
  private String[] optimizers;

  @Option(names = "--batch", defaultValue = "1024", description = "Default: 1024.")
  private int batch;

  @Option(
      names = "--steps",
      defaultValue = "12",
      description = "Steps of an epoch by ids and by fields; the second is counted. Default: 12.")
  private int steps;

  @Option(names = "--model", defaultValue = "finalmlp", description = "Default: finalmlp.")
  private String model;

  @Option(names = "--chart", description = "Also draws the curves into this .png or .svg file.")
  private Path chart;

  private Grid grid;

  @Override
  public Integer call() {
    BenchCommand.requireAtLeast(1, "--rows", rows);
    BenchCommand.requireAtLeast(2, "--ids", ids);
    BenchCommand.requireAtLeast(1, "--fields", fields);
    BenchCommand.requireAtLeast(1, "--batch", batch);
    BenchCommand.requireAtLeast(1, "--steps", steps);
    NetworkSpecs.named(model);
    List.of(optimizers).forEach(Optimization::named);
    if (chart != null) {
      Chart.requireSavable(chart);
    }
    String title = model + ", batch " + batch + ", generated rows with categorical fields";
    grid =
        new Grid(
            title,
            "grows",
            "rows",
            "ids",
            "fields",
            "optimizer",
            "parameters",
            "rows/s",
            "ms a step",
            "peak resident MiB");
    String first = optimizers[0];
    Sweep byRows =
        new Sweep(
            "rows",
            "seconds an epoch",
            Map.of(first, costs(rows, n -> n / rate("rows", n, 1, IDS, FIELDS, first))));
    Map<String, Map<Double, Double>> byIds = new LinkedHashMap<>();
    for (String optimizer : optimizers) {
      byIds.put(
          optimizer, costs(ids, n -> millis(rate("ids", steps * batch, 2, n, FIELDS, optimizer))));
    }
    Sweep byFields =
        new Sweep(
            "fields",
            "milliseconds a step",
            Map.of(
                first,
                costs(fields, n -> millis(rate("fields", steps * batch, 2, IDS, n, first)))));
    System.out.println(grid);
    if (chart != null) {
      CostCurves.of(
              title, List.of(byRows, new Sweep("ids", "milliseconds a step", byIds), byFields))
          .save(chart);
    }
    return 0;
  }

  private static Map<Double, Double> costs(int[] sizes, IntToDoubleFunction cost) {
    Map<Double, Double> costs = new LinkedHashMap<>();
    for (int size : sizes) {
      costs.put((double) size, cost.applyAsDouble(size));
    }
    return costs;
  }

  /** Milliseconds a step at this rate. */
  private double millis(double rate) {
    return 1000 * batch / rate;
  }

  /** Rows a second of the last epoch. */
  private double rate(
      String grows, int count, int epochs, int allIds, int fieldCount, String optimizer) {
    int[] vocabularies = new int[fieldCount];
    Arrays.fill(vocabularies, Math.max(2, allIds / fieldCount));
    GeneratedRows train = new GeneratedRows(count, 0, vocabularies, 1);
    NetworkSpec spec = NetworkSpecs.named(model);
    TrainOptions options =
        TrainOptions.DEFAULT
            .epochs(epochs)
            .batchSize(batch)
            .optimizer(Optimization.named(optimizer))
            .regularizers(Regularizer.l2(spec.embeddingRegularizer()), Regularizer.NONE);
    Trained trained = Trainer.train(spec, options, train, train.more(64, 2));
    double speed = trained.history().get(epochs - 1).rowsPerSecond();
    grid.row(
        grows,
        count,
        allIds,
        fieldCount,
        optimizer,
        trained.network().parameters().count(),
        Math.rint(speed),
        Math.rint(1e4 * batch / speed) / 10,
        Math.rint(Memory.peakMebibytes()));
    trained.network().parameters().close();
    return speed;
  }
}
