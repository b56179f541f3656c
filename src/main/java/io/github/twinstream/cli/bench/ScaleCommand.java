package io.github.twinstream.cli.bench;

import io.github.twinstream.display.Grid;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.NetworkSpecs;
import io.github.twinstream.train.Optimization;
import io.github.twinstream.train.Regularizer;
import io.github.twinstream.train.TrainOptions;
import io.github.twinstream.train.Trained;
import io.github.twinstream.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains one epoch for each number of ids and of fields, and prints what each costs. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description =
        "Trains a few steps for each number of ids, of fields and each optimizer, and prints what a"
            + " step costs.")
final class ScaleCommand implements Callable<Integer> {
  @Option(names = "--rows", defaultValue = "40960", description = "Rows; default: 40,960.")
  private int rows;

  @Option(
      names = "--fields",
      split = ",",
      defaultValue = "10",
      description = "Categorical fields; default: 10.")
  private int[] fields;

  @Option(
      names = "--ids",
      split = ",",
      defaultValue = "1000,100000",
      description = "Ids of all fields together; default: 1000,100000.")
  private int[] ids;

  @Option(
      names = "--optimizer",
      split = ",",
      defaultValue = "adam,lazyadam",
      description = "Default: adam,lazyadam.")
  private String[] optimizers;

  @Option(names = "--batch", defaultValue = "1024", description = "Default: 1024.")
  private int batch;

  @Option(names = "--model", defaultValue = "finalmlp", description = "Default: finalmlp.")
  private String model;

  @Override
  public Integer call() {
    NetworkSpecs.named(model);
    List.of(optimizers).forEach(Optimization::named);
    Grid grid =
        new Grid(
            model + ", " + rows + " rows, batch " + batch,
            "fields",
            "ids",
            "optimizer",
            "parameters",
            "rows/s",
            "ms a step",
            "peak resident MiB");
    for (int f : fields) {
      for (int all : ids) {
        for (String optimizer : optimizers) {
          int[] vocabularies = new int[f];
          Arrays.fill(vocabularies, Math.max(2, all / f));
          measure(grid, new GeneratedRows(rows, 0, vocabularies, 1), all, optimizer);
        }
      }
    }
    System.out.println(grid);
    return 0;
  }

  private void measure(Grid grid, GeneratedRows train, int all, String optimizer) {
    NetworkSpec spec = NetworkSpecs.named(model);
    TrainOptions options =
        TrainOptions.DEFAULT
            .epochs(1)
            .batchSize(batch)
            .optimizer(Optimization.named(optimizer))
            .regularizers(Regularizer.l2(spec.embeddingRegularizer()), Regularizer.NONE);
    Trained trained = Trainer.train(spec, options, train, train.more(64, 2));
    double speed = trained.history().get(0).rowsPerSecond();
    grid.row(
        train.schema().size(),
        all,
        optimizer,
        trained.network().parameters().count(),
        Math.rint(speed),
        Math.rint(1e4 * batch / speed) / 10,
        Math.rint(Memory.peakMebibytes()));
    trained.network().parameters().close();
  }
}
