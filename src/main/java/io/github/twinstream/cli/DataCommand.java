package io.github.twinstream.cli;

import io.github.twinstream.dataset.NamedData;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which public data sets have a name, and fetches one when it is asked to. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Lists the named data sets with their licences, or says where one lies.")
final class DataCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Such as movielens-100k.")
  private String name;

  @Option(names = "--download", description = "Fetches it if it is not here yet.")
  private boolean download;

  @Override
  public Integer call() {
    if (name == null) {
      NamedData.all().forEach(System.out::println);
      return 0;
    }
    NamedData data = NamedData.named(name);
    System.out.println(data.name() + ": " + data.licence());
    System.out.println((download ? data.download() : data).folder());
    return 0;
  }
}
