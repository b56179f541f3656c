package io.github.twinstream.cli;

import io.github.twinstream.error.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where Jupyter looks for kernels, and which of these places the person means. */
final class KernelPlace {
  @Option(names = "--user", description = "For this person only (the default).")
  private boolean user;

  @Option(names = "--prefix", paramLabel = "DIR", description = "Below DIR/share/jupyter.")
  private Path prefix;

  @Option(
      names = "--sys-prefix",
      description = "Into the active virtual or conda environment, else Python's own prefix.")
  private boolean sysPrefix;

  /** The folder that holds the kernels. */
  Path kernels() {
    if ((user ? 1 : 0) + (prefix == null ? 0 : 1) + (sysPrefix ? 1 : 0) > 1) {
      throw new ConfigException("give one of --user, --prefix DIR, --sys-prefix");
    }
    if (prefix != null || sysPrefix) {
      Path base = prefix != null ? prefix : pythonPrefix();
      return base.toAbsolutePath().resolve(Path.of("share", "jupyter", "kernels"));
    }
    return userData(System.getenv(), System.getProperty("os.name")).resolve("kernels");
  }

  /** Jupyter's data folder of the person. */
  static Path userData(Map<String, String> environment, String os) {
    String named = environment.getOrDefault("JUPYTER_DATA_DIR", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    Path home = Path.of(System.getProperty("user.home"));
    String name = os.toLowerCase(Locale.ROOT);
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
        .resolve("jupyter");
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

  /** The first line that a command prints, if it can be run and ends well. */
  static Optional<String> output(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0
          ? text.lines().findFirst().map(String::strip)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
