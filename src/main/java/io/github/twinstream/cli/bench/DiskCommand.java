package io.github.twinstream.cli.bench;

import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.display.Grid;
import io.github.twinstream.feature.DiskRows;
import io.github.twinstream.feature.RowSource;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.NetworkSpecs;
import io.github.twinstream.train.Regularizer;
import io.github.twinstream.train.TrainOptions;
import io.github.twinstream.train.Trained;
import io.github.twinstream.train.Trainer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains one epoch on generated rows that lie in a file. */
@Command(
    name = "disk",
    mixinStandardHelpOptions = true,
    description = "Writes generated rows into a file and trains one epoch from it.")
final class DiskCommand implements Callable<Integer> {
  @Option(names = "--rows", defaultValue = "1000000", description = "Default: 1,000,000.")
  private int rows;

  @Option(names = "--fields", defaultValue = "10", description = "Categorical fields; default: 10.")
  private int fields;

  @Option(names = "--ids", defaultValue = "10000", description = "Ids a field; default: 10,000.")
  private int ids;

  @Option(names = "--numeric", defaultValue = "0", description = "Numeric fields; default: none.")
  private int numeric;

  @Option(names = "--batch", defaultValue = "4096", description = "Default: 4096.")
  private int batch;

  @Option(names = "--model", defaultValue = "finalmlp", description = "Default: finalmlp.")
  private String model;

  @Option(names = "--file", required = true, description = "The file; it is kept.")
  private Path file;

  @Override
  public Integer call() {
    BenchCommand.requireAtLeast(1, "--rows", rows);
    BenchCommand.requireAtLeast(1, "--fields", fields);
    BenchCommand.requireAtLeast(2, "--ids", ids);
    BenchCommand.requireAtLeast(0, "--numeric", numeric);
    NetworkSpec spec = NetworkSpecs.named(model);
    TrainOptions options =
        TrainOptions.DEFAULT
            .epochs(1)
            .batchSize(batch)
            .regularizers(Regularizer.l2(spec.embeddingRegularizer()), Regularizer.NONE);
    AtomicWrite.requirePossible(file);
    int[] vocabularies = new int[fields];
    Arrays.fill(vocabularies, ids);
    GeneratedRows generated = new GeneratedRows(rows, numeric, vocabularies, 1);
    long started = System.nanoTime();
    RowSource onDisk = DiskRows.write(file, generated);
    double writing = (System.nanoTime() - started) / 1e9;
    Trained trained = Trainer.train(spec, options, onDisk, generated.more(10_000, 2));
    Grid grid = new Grid(model + " from " + file, "what", "figure");
    grid.row("rows", rows);
    grid.row("parameters", trained.network().parameters().count());
    grid.row("seconds to write", Math.rint(10 * writing) / 10);
    grid.row("training rows/s", Math.rint(trained.history().get(0).rowsPerSecond()));
    grid.row("validation AUC", trained.history().get(0).valid().get("AUC"));
    grid.row("peak resident MiB", Math.rint(Memory.peakMebibytes()));
    System.out.println(grid);
    trained.network().parameters().close();
    return 0;
  }
}
