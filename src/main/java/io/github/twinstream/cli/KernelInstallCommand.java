package io.github.twinstream.cli;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.kernel.eval.PackageIndex;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
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
  private static final int TRIAL_SECONDS = 10;

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

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The kernel's name in Jupyter. Default: twinstream, or twinstream-ijava.")
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
    Path folder = place.folder(id);
    Path java = KernelSpec.java();
    if (ijava != null) {
      requireProgram(ijava);
    }
    KernelSpec.requireOurs(folder);
    KernelPlace.requireWritable(folder);
    requireAccepted(java);
    try {
      if (ijava == null) {
        own(new KernelSpec(folder), java);
      } else {
        forIjava(new KernelSpec(folder), java);
      }
    } catch (IOException e) {
      throw new DataException(
          "cannot write kernel '"
              + id
              + "' into "
              + folder
              + " ("
              + e
              + "); mend that, and install again");
    }
    System.out.println("installed kernel '" + id + "' into " + folder);
    return 0;
  }

  /** Refuses what {@code java -jar} would not run. */
  private static void requireProgram(Path jar) {
    String problem = "is no jar";
    if (!Files.exists(jar)) {
      problem = "is not there";
    } else if (Files.isRegularFile(jar)) {
      try (JarFile opened = new JarFile(jar.toFile())) {
        Manifest manifest = opened.getManifest();
        if (manifest != null
            && manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS) != null) {
          return;
        }
        problem = "is a jar without a main class";
      } catch (IOException e) {
        problem = "is no jar (" + e.getMessage() + ")";
      }
    }
    throw new ConfigException(
        "--ijava "
            + jar
            + " "
            + problem
            + "; give the jar of IJava itself, such as ijava-1.3.0.jar");
  }

  /** Refuses options with which Java would not start: the kernel would not either. */
  private void requireAccepted(Path java) throws IOException, InterruptedException {
    if (javaOptions.isEmpty()) {
      return;
    }
    Path said = Files.createTempFile("twinstream-java", ".log");
    try {
      List<String> words = new ArrayList<>(List.of(java.toString()));
      words.addAll(javaOptions);
      words.add("-version");
      Process process =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
      if (!process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      } else if (process.exitValue() != 0) {
        throw new ConfigException(
            "--java-option "
                + javaOptions.stream().map(Messages::quote).collect(Collectors.joining(", "))
                + ": "
                + java
                + " does not start with it: "
                + reason(Files.readAllBytes(said))
                + "; give one option each, such as --java-option -Xmx8g");
      }
    } finally {
      Files.delete(said);
    }
  }

  private static String reason(byte[] said) {
    return new String(said, Charset.defaultCharset())
        .lines()
        .filter(line -> !line.startsWith("Picked up "))
        .findFirst()
        .orElse("it says nothing");
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
    words.addAll(common());
    words.add("-Xss4m");
    words.addAll(javaOptions);
    words.addAll(List.of("-cp", String.join(File.pathSeparator, classpath), MAIN));
    words.addAll(List.of("--startup", spec.folder().resolve("startup.jsh").toString()));
    words.addAll(List.of("--index", spec.folder().resolve(INDEX).toString()));
    words.addAll(List.of("--banner", "Java with Twinstream"));
    return words;
  }

  private static List<String> common() {
    List<String> words = new ArrayList<>();
    if (Runtime.version().feature() >= FIRST_TO_ASK_FOR_NATIVE_ACCESS) {
      words.add("--enable-native-access=ALL-UNNAMED");
    }
    words.add("-Djava.awt.headless=true");
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
    boolean ended = false;
    try {
      ended = process.waitFor(ARCHIVE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new CancellationException(
          "stopped; the kernel is in " + spec.folder() + ", but without its archive");
    } finally {
      if (!ended) {
        process.destroyForcibly();
      }
    }
    if (!ended || process.exitValue() != 0 || !Files.exists(file)) {
      System.err.println(
          "twinstream: no class-data-sharing archive was made, so the kernel starts slower; why: "
              + log);
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
    spec.copy("ijava-startup.jsh", "startup.jsh");
    spec.specification(
        "ijava.json",
        Map.of(
            "java", java.toString(),
            "folder", spec.folder().toString(),
            "ijava", ijava.toAbsolutePath().normalize().toString(),
            "classpath", spec.classpath().stream().collect(Collectors.joining(File.pathSeparator)),
            "display_name", displayName == null ? "Java (IJava, Twinstream)" : displayName));
    List<String> words = common();
    words.addAll(javaOptions);
    spec.arguments(words);
  }
}
