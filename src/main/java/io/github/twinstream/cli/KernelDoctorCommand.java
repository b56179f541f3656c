package io.github.twinstream.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    java();
    jupyter();
    fonts();
    natives();
    kernel();
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
        "Jupyter" + version.map(v -> " (" + v + ")").orElse(""),
        "install it: pip install notebook, or apt-get install jupyter-notebook");
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

  private void kernel() {
    for (Finding finding : installed(place.kernels(), name)) {
      check(finding.state() == Finding.State.OK, finding.found(), finding.remedy());
    }
  }

  /** What is there of a kernel that was installed into this folder, and what is not. */
  static List<Finding> installed(Path kernels, String name) {
    Path folder = kernels.resolve(name);
    Path file = folder.resolve("kernel.json");
    String mend = "run ./twinstream kernel install";
    if (!Files.exists(file)) {
      return List.of(
          Finding.warn(
              "kernel", "no kernel '" + name + "' in " + kernels + ": no notebooks", mend));
    }
    List<Finding> findings = new ArrayList<>();
    try {
      JsonObject spec = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      String java = spec.getAsJsonArray("argv").get(0).getAsString();
      findings.add(
          finding(
              Files.isExecutable(Path.of(java)),
              "its Java " + java,
              mend + " with a Java that exists"));
      Path arguments = folder.resolve("kernel.args");
      String lost = Files.exists(arguments) ? lostJar(Files.readString(arguments)) : "";
      findings.add(
          finding(
              lost.isEmpty(),
              "its libraries" + (lost.isEmpty() ? "" : ": " + lost + " is gone"),
              mend));
      if (Files.exists(arguments)) {
        findings.add(
            finding(
                Files.exists(folder.resolve("kernel.jsa")),
                "its class-data-sharing archive",
                mend + "; without it the kernel starts slower"));
      }
      findings.add(Finding.ok("kernel", "kernel '" + name + "' in " + folder));
    } catch (IOException | RuntimeException e) {
      findings.add(Finding.warn("kernel", file + " (" + e.getMessage() + ")", mend));
    }
    return findings;
  }

  private static Finding finding(boolean fine, String what, String mend) {
    return fine ? Finding.ok("kernel", what) : Finding.warn("kernel", what, mend);
  }

  /** The first jar of the class path that does not exist; empty when all do. */
  private static String lostJar(String arguments) {
    return arguments
        .lines()
        .map(line -> line.substring(1, line.length() - 1).replace("\\\\", "\\"))
        .filter(word -> word.contains(".jar"))
        .flatMap(word -> java.util.Arrays.stream(word.split(java.io.File.pathSeparator)))
        .filter(jar -> jar.endsWith(".jar") && !Files.exists(Path.of(jar)))
        .findFirst()
        .orElse("");
  }

  private void check(boolean fine, String what, String mend) {
    System.out.println((fine ? "ok    " : "wrong ") + what);
    if (!fine) {
      problems++;
      System.out.println("      -> " + mend);
    }
  }
}
