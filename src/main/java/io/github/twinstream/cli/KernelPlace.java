package io.github.twinstream.cli;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where Jupyter looks for kernels, and which of these places the person means. */
final class KernelPlace {
  @Option(names = "--user", description = "For this person only (the default).")
  private boolean user;

  @Option(
      names = "--prefix",
      paramLabel = "DIR",
      description =
          "Below DIR/share/jupyter; Jupyter of another prefix finds it there when JUPYTER_PATH names"
              + " that folder.")
  private Path prefix;

  @Option(
      names = "--sys-prefix",
      description = "Into the active virtual or conda environment, else Python's own prefix.")
  private boolean sysPrefix;

  /** The folder that holds the kernels. */
  Path kernels() {
    if ((user ? 1 : 0) + (prefix == null ? 0 : 1) + (sysPrefix ? 1 : 0) > 1) {
      throw new ConfigException(
          "two places were given; give one of --user, --prefix DIR, --sys-prefix");
    }
    if (prefix != null && prefix.toString().isEmpty()) {
      throw new ConfigException("--prefix is ''; give a folder, such as \"$HOME/.local\"");
    }
    if (prefix != null || sysPrefix) {
      Path base = prefix != null ? prefix : pythonPrefix();
      return base.toAbsolutePath().normalize().resolve(Path.of("share", "jupyter", "kernels"));
    }
    return userData(System.getenv(), System.getProperty("os.name")).resolve("kernels");
  }

  /** The folder of one kernel, whose name is checked as Jupyter does: no other folder is meant. */
  Path folder(String name) {
    if (!name.matches("[A-Za-z0-9._-]+") || name.matches("[._-]+")) {
      throw new ConfigException(
          "kernel name "
              + Messages.quote(name)
              + ": it may hold letters, digits, '.', '_' and '-', and needs a letter or a digit;"
              + " the usual one is 'twinstream'");
    }
    return kernels().resolve(name);
  }

  /** The options that mean this place, to be written behind a command. */
  String words() {
    if (prefix != null) {
      return " --prefix '" + prefix + "'";
    }
    return sysPrefix ? " --sys-prefix" : "";
  }

  /** Refuses a folder that cannot be made or written to, before anything in it is changed. */
  static void requireWritable(Path folder) {
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new ConfigException(
          "cannot write "
              + folder
              + ": "
              + existing
              + (existing != null && Files.isDirectory(existing)
                  ? " cannot be written to"
                  : " is no folder")
              + "; give --user, or --prefix DIR with a folder that can be written to");
    }
  }

  /** Jupyter's data folder of the person. */
  static Path userData(Map<String, String> environment, String os) {
    String named = environment.getOrDefault("JUPYTER_DATA_DIR", "");
    if (!named.isEmpty()) {
      return Path.of(named).toAbsolutePath();
    }
    String name = os.toLowerCase(Locale.ROOT);
    Path home = home(environment, name);
    if (name.startsWith("mac")) {
      return home.resolve(Path.of("Library", "Jupyter"));
    }
    if (name.startsWith("windows")) {
      String appData = environment.getOrDefault("APPDATA", "");
      return (appData.isEmpty() ? home.resolve("AppData/Roaming") : Path.of(appData))
          .resolve("jupyter");
    }
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    return (xdg.isEmpty() ? home.resolve(Path.of(".local", "share")) : Path.of(xdg))
        .toAbsolutePath()
        .resolve("jupyter");
  }

  /** As Python has it, with which Java's property does not go where HOME was set anew. */
  private static Path home(Map<String, String> environment, String os) {
    String named = os.startsWith("windows") ? "" : environment.getOrDefault("HOME", "");
    return Path.of(named.isEmpty() ? System.getProperty("user.home") : named).toAbsolutePath();
  }

  private static Path pythonPrefix() {
    for (String variable : new String[] {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
      String value = System.getenv(variable);
      if (value != null && !value.isEmpty()) {
        return Path.of(value);
      }
    }
    return output("python3", "-c", "import sys; print(sys.prefix)")
        .or(() -> output("python", "-c", "import sys; print(sys.prefix)"))
        .map(Path::of)
        .orElseThrow(
            () ->
                new ConfigException(
                    "--sys-prefix: no active environment and no python3 on the PATH; activate one,"
                        + " or give --prefix DIR"));
  }

  /** What a command prints, without blanks around it, if it can be run and ends well. */
  static Optional<String> output(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 && !text.isBlank()
          ? Optional.of(text.strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
