package io.github.twinstream.cli;

import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.text.Distillation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes the table of the compact multilingual encoder again. */
@Command(
    name = "distill",
    mixinStandardHelpOptions = true,
    description = {
      "Distils the compact multilingual encoder's table from multilingual BERT, which Maven fetches",
      "when it is not there (664 MB). Some minutes."
    })
final class DistillCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Where to write the table.")
  private Path file;

  @Override
  public Integer call() {
    AtomicWrite.requirePossible(file);
    byte[] table = Distillation.run();
    AtomicWrite.write(file, table);
    System.out.printf("%s: %,d bytes%n", file, table.length);
    return 0;
  }
}
