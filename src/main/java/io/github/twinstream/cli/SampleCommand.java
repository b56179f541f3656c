package io.github.twinstream.cli;

import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.sample.SampleData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the synthetic sample data. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = "Writes the synthetic sample: Users.csv, Ratings.csv, Books.csv.")
final class SampleCommand implements Callable<Integer> {
  @Option(names = "--out", required = true, description = "The folder to write into.")
  private Path out;

  @Option(names = "--seed", defaultValue = "" + SampleData.SEED, description = "Default: 42.")
  private long seed;

  @Override
  public Integer call() throws IOException {
    AtomicWrite.requirePossible(out.resolve("Users.csv"));
    SampleData.write(out, seed);
    System.out.println("wrote Users.csv, Ratings.csv and Books.csv into " + out);
    return 0;
  }
}
