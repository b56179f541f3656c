package io.github.twinstream.cli;

import io.github.twinstream.cli.bench.BenchCommand;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.progress.TerminalProgress;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code twinstream} command: parses its words and runs one of its subcommands. */
@Command(
    name = "twinstream",
    mixinStandardHelpOptions = true,
    description = "From raw CSV files to an evaluated two-stream recommender.",
    subcommands = {
      TutorialCommand.class,
      RunCommand.class,
      CompareCommand.class,
      SampleCommand.class,
      DataCommand.class,
      BenchCommand.class,
      EncodersCommand.class,
      CacheCommand.class,
      DistillCommand.class,
      ServeCommand.class,
      DoctorCommand.class,
      KernelCommand.class
    })
public final class Main implements Runnable {
  private static final int BAD_INPUT = 2;
  private static final int INTERRUPTED = 130;
  private static final int COLUMNS = 80;

  /**
   * Runs the command and ends the JVM with its exit code: 0, 1 for a failure, 2 for bad input, 130
   * for work that was interrupted and had nothing to keep.
   */
  public static void main(String[] args) {
    Thread worker = Thread.currentThread();
    // the launcher knows what Java cannot find out: whether its error stream is a terminal
    boolean inPlace = Boolean.getBoolean("twinstream.terminal");
    Progress.subscribe(
        new TerminalProgress(
            System.err, inPlace, Integer.getInteger("twinstream.columns", COLUMNS)));
    // training then ends with the best weights so far; other work ends with nothing to keep
    FirstSignal.run(
        () -> {
          System.err.println(
              (inPlace ? "\n" : "") + "twinstream: stopping; a second interrupt ends it at once");
          worker.interrupt();
        });
    System.exit(commandLine().execute(args));
  }

  /** The command, which gives the exit codes of {@link #main}. */
  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new Main());
    command.setExecutionExceptionHandler(
        (error, line, parsed) -> {
          if (error instanceof DataException || error instanceof ConfigException) {
            System.err.println("twinstream: " + error.getMessage());
            return BAD_INPUT;
          }
          if (error instanceof CancellationException) {
            System.err.println("twinstream: " + error.getMessage());
            return INTERRUPTED;
          }
          throw error;
        });
    return command;
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
