package io.github.twinstream.cli.bench;

import com.google.gson.GsonBuilder;
import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.display.Grid;
import io.github.twinstream.model.NetworkSpecs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures training and scoring against plain matrix products, in one run on one machine. */
@Command(
    name = "speed",
    mixinStandardHelpOptions = true,
    description =
        "Measures training, scoring, preparing data and embedding; medians of rounds that take"
            + " turns, as shares of a plain matrix product.")
final class SpeedCommand implements Callable<Integer> {
  @Option(names = "--rows", defaultValue = "16384", description = "Rows; default: 16384.")
  private int rows;

  @Option(names = "--numeric", defaultValue = "120", description = "Numeric fields, default 120.")
  private int numeric;

  @Option(
      names = "--vocab",
      split = ",",
      defaultValue = "60000,100,15000,1500,150",
      description = "Ids of each categorical field; default: 60000,100,15000,1500,150.")
  private int[] vocabularies;

  @Option(
      names = "--batch",
      split = ",",
      defaultValue = "128,1024,4096",
      description = "Rows a training step; default: 128,1024,4096.")
  private List<Integer> batches;

  @Option(names = "--model", defaultValue = "finalmlp", description = "Default: finalmlp.")
  private String model;

  @Option(names = "--rounds", defaultValue = "5", description = "Rounds; default: 5.")
  private int rounds;

  @Option(names = "--data", description = "Folder of Book-Crossing's three files, to prepare.")
  private Path data;

  @Option(names = "--json", description = "Also writes the figures as JSON into this file.")
  private Path json;

  @Override
  public Integer call() {
    BenchCommand.requireAtLeast(1, "--rows", rows);
    BenchCommand.requireAtLeast(0, "--numeric", numeric);
    BenchCommand.requireAtLeast(1, "--rounds", rounds);
    BenchCommand.requireAtLeast(2, "--vocab", vocabularies);
    BenchCommand.requireAtLeast(1, "--batch", batches.stream().mapToInt(batch -> batch).toArray());
    if (json != null) {
      AtomicWrite.requirePossible(json);
    }
    GeneratedRows train = new GeneratedRows(rows, numeric, vocabularies, 1);
    Map<String, Object> figures;
    try (SpeedRun run = new SpeedRun(NetworkSpecs.named(model), train, batches)) {
      for (int round = 0; round < rounds; round++) {
        run.round();
      }
      figures = run.figures();
    }
    if (data != null) {
      figures.putAll(Preparing.measure(data));
    }
    figures.putAll(Texts.measure());
    figures.put("peak_mib", Math.rint(Memory.peakMebibytes()));
    print(figures);
    if (json != null) {
      String text = new GsonBuilder().setPrettyPrinting().create().toJson(figures);
      AtomicWrite.write(json, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return 0;
  }

  private void print(Map<String, Object> figures) {
    Grid grid =
        new Grid(
            model
                + ": "
                + numeric
                + " numeric fields, vocabularies "
                + Arrays.toString(vocabularies)
                + ", medians of "
                + rounds
                + " rounds",
            "what",
            "figure");
    figures.forEach(grid::row);
    System.out.println(grid);
  }
}
