package io.github.twinstream.cli.bench;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the measurements. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures speed and memory.",
    subcommands = {SpeedCommand.class, DiskCommand.class, ScaleCommand.class, PrepareCommand.class})
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine.usage(spec, System.out);
  }

  /** Throws unless each of an option's values is at least so large. */
  static void requireAtLeast(int least, String option, int... given) {
    for (int value : given) {
      if (value < least) {
        throw new ConfigException(Messages.outOfRange(option, value, "at least " + least));
      }
    }
  }
}
