package io.github.twinstream.cli.bench;

import static io.github.twinstream.Twinstream.load;

import io.github.twinstream.Split;
import io.github.twinstream.Streams;
import io.github.twinstream.cli.ArticleSteps;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Loads, cleans, splits and encodes Book-Crossing's files without their titles, and prints how many
 * rows and how many MiB it took; {@code bench speed} times it from the JVM's start.
 */
@Command(name = "prepare", hidden = true, mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {
  @Option(names = "--data", required = true)
  private Path data;

  @Override
  public Integer call() {
    Split split =
        ArticleSteps.clean(
                load(data.resolve("Users.csv").toString())
                    .join("Ratings.csv", "User-ID")
                    .join("Books.csv", "ISBN"))
            .split(s -> s.byGroup("User-ID").ratios(0.7, 0.1, 0.2).seed(42));
    Streams streams =
        split.streams(
            s ->
                s.numeric("Age")
                    .missing("unknown")
                    .categorical(
                        "Book-Author", "Year-Of-Publication", "Publisher", "state", "country"));
    int rows =
        Stream.of(split.train(), split.valid(), split.test())
            .mapToInt(part -> streams.encode(part.data()).rows())
            .sum();
    System.out.printf("%d %.0f%n", rows, Memory.peakMebibytes());
    return 0;
  }
}
