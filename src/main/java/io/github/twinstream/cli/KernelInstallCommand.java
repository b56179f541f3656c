package io.github.twinstream.cli;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.kernel.eval.PackageIndex;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the kernel's folder where Jupyter finds it, and makes its class-data-sharing archive. */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description = "Installs the kernel for Jupyter.")
final class KernelInstallCommand implements Callable<Integer> {
  private static final String MAIN = "io.github.twinstream.kernel.KernelMain";
  private static final String INDEX = "packages.index";
  private static final int ARCHIVE_SECONDS = 120;

  /**
   * The thresholds of the optimising compiler, ten times Java's own, that for loops three times: at
   * the start it otherwise competes with the compiler of Java source for the processor. Ten times
   * for loops too made a scalar loop of a cell a third slower the first time; Java's own takes half
   * a second of processor time more at the start.
   */
  private static final List<String> LATER_OPTIMISATION =
      List.of(
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=120000");

  /**
   * Earlier ones need no leave to load natives, and asking costs them the archived module graph.
   */
  private static final int FIRST_TO_ASK_FOR_NATIVE_ACCESS = 22;

  @Mixin private KernelPlace place;

  @Option(names = "--name", paramLabel = "NAME", description = "The kernel's name in Jupyter.")
  private String name;

  @Option(names = "--display-name", paramLabel = "TEXT", description = "Its name in the menus.")
  private String displayName;

  @Option(
      names = "--java-option",
      paramLabel = "OPTION",
      description = "An option for Java, such as -Xmx8g; may be given several times.")
  private List<String> javaOptions = new ArrayList<>();

  @Option(
      names = "--ijava",
      paramLabel = "JAR",
      description = "Set stock IJava up with this library instead of installing our own kernel.")
  private Path ijava;

  @Option(
      names = "--no-archive",
      description = "Make no class-data-sharing archive; the kernel then starts slower.")
  private boolean noArchive;

  @Override
  public Integer call() throws IOException, InterruptedException {
    String id = name != null ? name : ijava == null ? "twinstream" : "twinstream-ijava";
    if (!id.matches("[A-Za-z0-9._-]+")) {
      throw new ConfigException(
          "kernel name '" + id + "': it may hold letters, digits, '.', '_' and '-'");
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    if (ijava == null) {
      own(new KernelSpec(place.kernels().resolve(id)), java);
    } else {
      forIjava(new KernelSpec(place.kernels().resolve(id)), java);
    }
    System.out.println("installed kernel '" + id + "' into " + place.kernels().resolve(id));
    return 0;
  }

  private void own(KernelSpec spec, Path java) throws IOException, InterruptedException {
    spec.copy("startup.jsh", "startup.jsh");
    spec.specification(
        "kernel.json",
        Map.of(
            "java", java.toString(),
            "folder", spec.folder().toString(),
            "display_name", displayName == null ? "Java (Twinstream)" : displayName));
    List<String> classpath = spec.classpath();
    PackageIndex.write(classpath, spec.folder().resolve(INDEX));
    spec.arguments(arguments(spec, classpath, List.of()));
    if (!noArchive) {
      archive(spec, java, classpath);
    }
  }

  private List<String> arguments(KernelSpec spec, List<String> classpath, List<String> sharing) {
    List<String> words = new ArrayList<>(sharing);
    words.addAll(LATER_OPTIMISATION);
    // a heap in pages of 2 MiB: thousands of page faults less at the start
    if (System.getProperty("os.name").startsWith("Linux")) {
      words.add("-XX:+UseTransparentHugePages");
    }
    if (Runtime.version().feature() >= FIRST_TO_ASK_FOR_NATIVE_ACCESS) {
      words.add("--enable-native-access=ALL-UNNAMED");
    }
    words.addAll(List.of("-Djava.awt.headless=true", "-Xss4m"));
    words.addAll(javaOptions);
    words.addAll(List.of("-cp", String.join(File.pathSeparator, classpath), MAIN));
    words.addAll(List.of("--startup", spec.folder().resolve("startup.jsh").toString()));
    words.addAll(List.of("--index", spec.folder().resolve(INDEX).toString()));
    words.addAll(List.of("--banner", "Java with Twinstream"));
    return words;
  }

  /** Runs the kernel once for the archive; without one the kernel works too, only starts slower. */
  private void archive(KernelSpec spec, Path java, List<String> classpath)
      throws IOException, InterruptedException {
    Path file = spec.folder().resolve("kernel.jsa");
    Path log = spec.folder().resolve("archive.log");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-XX:ArchiveClassesAtExit=" + file,
                "@" + spec.folder().resolve("kernel.args"),
                "--warm-up")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(ARCHIVE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    if (!ended || process.exitValue() != 0 || !Files.exists(file)) {
      System.err.println("no class-data-sharing archive was made; see " + log);
      return;
    }
    Files.delete(log);
    spec.arguments(
        arguments(
            spec,
            classpath,
            List.of(
                "-XX:SharedArchiveFile=" + file,
                "-Xshare:auto",
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off")));
  }

  private void forIjava(KernelSpec spec, Path java) throws IOException {
    if (!Files.isRegularFile(ijava)) {
      throw new ConfigException("--ijava '" + ijava + "' is no file; give IJava's jar");
    }
    spec.copy("ijava-startup.jsh", "startup.jsh");
    spec.specification(
        "ijava.json",
        Map.of(
            "java", java.toString(),
            "folder", spec.folder().toString(),
            "ijava", ijava.toAbsolutePath().normalize().toString(),
            "classpath", spec.classpath().stream().collect(Collectors.joining(File.pathSeparator)),
            "display_name", displayName == null ? "Java (IJava, Twinstream)" : displayName));
  }
}
