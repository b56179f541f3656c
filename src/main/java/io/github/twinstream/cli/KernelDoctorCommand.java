package io.github.twinstream.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what the kernel needs, what of it is there, and how to mend what is not. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Checks Java, Jupyter, fonts, natives and the installed kernel.")
final class KernelDoctorCommand implements Callable<Integer> {
  private static final int OLDEST_JAVA = 17;

  @Mixin private KernelPlace place;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "twinstream",
      description = "The kernel's name. Default: twinstream.")
  private String name;

  private int problems;

  @Override
  public Integer call() {
    Path folder = place.folder(name);
    java();
    jupyter();
    fonts();
    natives();
    kernel(folder);
    System.out.println(problems == 0 ? "all is well" : problems + " to mend");
    return problems == 0 ? 0 : 1;
  }

  private void java() {
    int version = Runtime.version().feature();
    check(
        version >= OLDEST_JAVA,
        "Java " + System.getProperty("java.version") + " in " + System.getProperty("java.home"),
        "install a JDK " + OLDEST_JAVA + " or newer, or set JAVA_HOME to one");
    check(
        ModuleLayer.boot().findModule("jdk.jshell").isPresent()
            && ModuleLayer.boot().findModule("jdk.compiler").isPresent(),
        "JShell and compiler modules",
        "this is a JRE; install a full JDK, such as Debian's openjdk-17-jdk-headless");
  }

  private void jupyter() {
    Optional<String> version =
        KernelPlace.output("jupyter", "--version")
            .or(() -> KernelPlace.output("python3", "-m", "jupyter", "--version"));
    check(
        version.isPresent(),
        "Jupyter" + version.map(KernelDoctorCommand::frontEnds).orElse(""),
        "install it: pip install notebook, or apt-get install jupyter-notebook");
  }

  /** The front ends among the packages that {@code jupyter --version} lists. */
  private static String frontEnds(String version) {
    return version
        .lines()
        .filter(line -> line.matches("(notebook|jupyterlab)\\s*:.*") && !line.contains("not inst"))
        .map(line -> line.replaceFirst("\\s*:\\s*", " "))
        .collect(
            Collectors.collectingAndThen(Collectors.joining(", "), KernelDoctorCommand::aside));
  }

  private static String aside(String text) {
    return text.isEmpty() ? "" : " (" + text + ")";
  }

  private void fonts() {
    int families = 0;
    try {
      families =
          GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length;
    } catch (Error | RuntimeException e) {
      System.out.println("      (" + e + ")");
    }
    check(
        families > 0,
        families + " font families",
        "charts need one: apt-get install fontconfig fonts-dejavu-core");
  }

  private void natives() {
    String problem = "";
    try {
      io.github.twinstream.engine.Djl.engine();
    } catch (Error | RuntimeException e) {
      problem = " (" + e.getMessage() + ")";
    }
    check(
        problem.isEmpty(),
        "PyTorch natives" + problem,
        "run ./twinstream once while Maven can fetch them; the profiles of pom.xml name the"
            + " platforms that have them");
  }

  private void kernel(Path folder) {
    String mend =
        "run ./twinstream kernel install"
            + place.words()
            + (name.equals("twinstream") ? "" : " --name " + name);
    for (Finding finding : installed(folder, mend)) {
      check(finding.state() == Finding.State.OK, finding.found(), finding.remedy());
    }
  }

  /**
   * What is there of a kernel that was installed into this folder, and what is not.
   *
   * @param mend what installs it anew
   */
  static List<Finding> installed(Path folder, String mend) {
    Path file = folder.resolve("kernel.json");
    if (!Files.exists(file)) {
      String where = "no kernel '" + folder.getFileName() + "' in " + folder.getParent();
      return List.of(Finding.warn("kernel", where + ": no notebooks", mend));
    }
    List<String> argv = new ArrayList<>();
    String ijavaClasspath = "";
    try {
      JsonObject spec = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      spec.getAsJsonArray("argv").forEach(word -> argv.add(word.getAsString()));
      if (spec.has("env") && spec.getAsJsonObject("env").has("IJAVA_CLASSPATH")) {
        ijavaClasspath = spec.getAsJsonObject("env").get("IJAVA_CLASSPATH").getAsString();
      }
      if (argv.isEmpty()) {
        throw new IllegalStateException("nothing to run");
      }
    } catch (IOException | RuntimeException e) {
      return List.of(Finding.warn("kernel", file + " is no kernel specification", mend));
    }
    boolean ijava = !ijavaClasspath.isEmpty();
    String again = ijava ? mend + " --ijava JAR" : mend;
    List<Finding> findings = new ArrayList<>();
    String java = argv.get(0);
    findings.add(
        finding(
            Files.isExecutable(Path.of(java)),
            "its Java " + java,
            " cannot be run",
            again + " with a Java that exists"));
    Path written = folder.resolve("kernel.args");
    List<String> options = ijava ? List.of() : options(written);
    List<String> needed = new ArrayList<>(List.of(written.toString()));
    needed.add(folder.resolve("startup.jsh").toString());
    needed.addAll(after("-jar", argv));
    needed.addAll(List.of(ijavaClasspath.split(File.pathSeparator)));
    needed.addAll(after("-cp", options));
    needed.addAll(after("--index", options));
    findings.add(lost(needed, again));
    if (!ijava) {
      findings.add(archive(folder, options, mend));
    }
    findings.add(Finding.ok("kernel", "kernel '" + folder.getFileName() + "' in " + folder));
    return findings;
  }

  private static Finding finding(boolean fine, String what, String wrong, String mend) {
    return fine ? Finding.ok("kernel", what) : Finding.warn("kernel", what + wrong, mend);
  }

  /** Whether all files are there that the kernel names. */
  private static Finding lost(List<String> needed, String mend) {
    List<String> lost =
        needed.stream().filter(path -> !path.isEmpty() && !Files.exists(Path.of(path))).toList();
    return finding(
        lost.isEmpty(),
        "its libraries and scripts",
        lost.isEmpty()
            ? ""
            : ": "
                + lost.get(0)
                + " is gone"
                + (lost.size() == 1 ? "" : ", and " + (lost.size() - 1) + " more"),
        mend);
  }

  private static Finding archive(Path folder, List<String> options, String mend) {
    boolean there = Files.exists(folder.resolve("kernel.jsa"));
    boolean named = options.stream().anyMatch(word -> word.startsWith("-XX:SharedArchiveFile="));
    boolean failed = Files.exists(folder.resolve("archive.log"));
    if (!there && !named && !failed) {
      return Finding.ok("kernel", "no class-data-sharing archive, as --no-archive asked");
    }
    return finding(
        there && named,
        "its class-data-sharing archive",
        failed ? " could not be made: see " + folder.resolve("archive.log") : " is gone",
        mend + "; without it the kernel starts slower");
  }

  /** The words of an argument file; none if it cannot be read. */
  private static List<String> options(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.length() > 1)
          .map(line -> line.substring(1, line.length() - 1))
          .map(word -> word.replaceAll("\\\\(.)", "$1"))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The paths of the word that stands behind an option; none if it is not there. */
  private static List<String> after(String option, List<String> words) {
    int at = words.indexOf(option);
    return at < 0 || at + 1 == words.size()
        ? List.of()
        : List.of(words.get(at + 1).split(File.pathSeparator));
  }

  private void check(boolean fine, String what, String mend) {
    System.out.println((fine ? "ok    " : "wrong ") + what);
    if (!fine) {
      problems++;
      System.out.println("      -> " + mend);
    }
  }
}
