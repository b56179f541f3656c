package io.github.twinstream.cli;

import io.github.twinstream.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes the kernel's folder. */
@Command(
    name = "uninstall",
    mixinStandardHelpOptions = true,
    description = "Removes the kernel from Jupyter.")
final class KernelUninstallCommand implements Callable<Integer> {
  @Mixin private KernelPlace place;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "twinstream",
      description = "The kernel's name. Default: twinstream.")
  private String name;

  @Override
  public Integer call() throws IOException {
    Path folder = place.folder(name);
    if (!Files.exists(folder.resolve("kernel.json"))) {
      throw new ConfigException(
          "no kernel '"
              + name
              + "' in "
              + place.kernels()
              + "; `jupyter kernelspec list` shows all");
    }
    KernelSpec.requireOurs(folder);
    KernelPlace.requireWritable(folder);
    KernelSpec.delete(folder);
    System.out.println("removed " + folder);
    return 0;
  }
}
