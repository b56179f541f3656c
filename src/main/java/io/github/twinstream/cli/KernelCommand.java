package io.github.twinstream.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Installs, removes and checks the Jupyter kernel. */
@Command(
    name = "kernel",
    mixinStandardHelpOptions = true,
    description = "Installs, removes and checks the Jupyter kernel.",
    subcommands = {
      KernelInstallCommand.class,
      KernelUninstallCommand.class,
      KernelDoctorCommand.class
    })
final class KernelCommand implements Runnable {
  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
