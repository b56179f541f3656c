package io.github.twinstream.cli;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.github.twinstream.Twinstream;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.text.EmbeddingCache;
import io.github.twinstream.text.MultilingualEncoder;
import io.github.twinstream.text.TextEncoder;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The checks of {@code twinstream doctor}, by name; another is one line in {@link #all}. */
final class MachineChecks {
  private static final int OLDEST_JAVA = 17;
  private static final long LEAST_HEAP = 1L << 30;
  private static final long LEAST_MEMORY = 3L << 30;
  private static final long LEAST_DISK = 1L << 30;

  private MachineChecks() {}

  static Map<String, Supplier<Finding>> all() {
    Map<String, Supplier<Finding>> checks = new LinkedHashMap<>();
    checks.put("Java", MachineChecks::java);
    checks.put("memory", MachineChecks::memory);
    checks.put("PyTorch", MachineChecks::pyTorch);
    checks.put("device", MachineChecks::device);
    checks.put("text encoders", MachineChecks::encoders);
    checks.put("fonts", MachineChecks::fonts);
    checks.put("cache", () -> cache(EmbeddingCache.standard().folder()));
    checks.put("disk", MachineChecks::disk);
    checks.put("encoding", MachineChecks::encoding);
    checks.put("Jupyter", MachineChecks::jupyter);
    checks.put("kernel", () -> kernel(new KernelPlace().kernels()));
    return checks;
  }

  /** Runs a check; what it throws is a finding too. */
  static Finding run(String subject, Supplier<Finding> check) {
    try {
      return check.get();
    } catch (RuntimeException | LinkageError e) {
      return Finding.fail(subject, "failed: " + e, "see the message; report it if it says nothing");
    }
  }

  private static Finding java() {
    String found = System.getProperty("java.version") + " in " + System.getProperty("java.home");
    if (Runtime.version().feature() < OLDEST_JAVA) {
      return Finding.fail(
          "Java", found, "install a JDK " + OLDEST_JAVA + " or newer and set JAVA_HOME to it");
    }
    if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
      return Finding.warn(
          "Java", found + ", without JShell", "install a full JDK: scripts and notebooks need it");
    }
    return Finding.ok("Java", found);
  }

  private static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    long machine = machineMemory();
    String found = size(heap) + " heap of " + size(machine) + " in the machine";
    if (heap < LEAST_HEAP) {
      return Finding.fail("memory", found, "give Java more: TWINSTREAM_OPTS=-Xmx2g");
    }
    return machine < LEAST_MEMORY
        ? Finding.warn(
            "memory", found, "tensors lie outside the heap: large data need more memory than this")
        : Finding.ok("memory", found);
  }

  private static long machineMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory();
  }

  private static Finding pyTorch() {
    try (NDManager manager = Djl.manager()) {
      Engine engine = Djl.engine();
      float sum = manager.create(new float[] {1, 2, 3}).sum().getFloat();
      return sum == 6
          ? Finding.ok("PyTorch", engine.getVersion() + ", DJL " + Engine.getDjlVersion())
          : Finding.fail("PyTorch", "1 + 2 + 3 gives " + sum, "run ./twinstream doctor again");
    } catch (RuntimeException | LinkageError e) {
      return Finding.fail(
          "PyTorch",
          "its natives do not start: " + e.getMessage(),
          "mvn -q prepare-package, on a platform that the profiles of pom.xml name");
    }
  }

  private static Finding device() {
    int gpus = Djl.engine().getGpuCount();
    String cpus = Runtime.getRuntime().availableProcessors() + " processors";
    return Finding.ok(
        "device", gpus == 0 ? cpus + ", no GPU: training is on the CPU" : cpus + ", GPUs: " + gpus);
  }

  private static Finding encoders() {
    List<String> there = new ArrayList<>();
    for (TextEncoder encoder : List.of(Twinstream.compactMultilingual(), Twinstream.miniLm())) {
      int dimension = encoder.encode(List.of("a book"))[0].length;
      there.add(encoder.id() + " of " + dimension + " numbers");
    }
    there.add(
        MultilingualEncoder.bertIsLocal()
            ? "multilingual BERT"
            : "multilingual() fetches 664 MB when it is first used");
    return Finding.ok("text encoders", String.join("; ", there));
  }

  /** The first thing that is wrong with the notebook kernel, or that it is there. */
  static Finding kernel(Path kernels) {
    List<Finding> findings =
        KernelDoctorCommand.installed(
            kernels.resolve("twinstream"), "run ./twinstream kernel install");
    return findings.stream()
        .filter(finding -> finding.state() != Finding.State.OK)
        .findFirst()
        .orElse(findings.get(findings.size() - 1));
  }

  private static Finding fonts() {
    try {
      new Font(Font.SANS_SERIF, Font.PLAIN, 12)
          .getStringBounds("x", new FontRenderContext(null, true, true));
      return Finding.ok("fonts", "text can be measured");
    } catch (RuntimeException | LinkageError | InternalError e) {
      return Finding.fail(
          "fonts",
          "Java finds none: charts cannot be drawn",
          "apt-get install fontconfig fonts-dejavu-core");
    }
  }

  /** Whether the folder of vectors can be written to, and how much is in it. */
  static Finding cache(Path folder) {
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Finding.warn(
          "cache",
          folder + " cannot be written to: texts are encoded anew in each run",
          "name another folder: export XDG_CACHE_HOME=FOLDER");
    }
    try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
      return Finding.ok("cache", size(bytes) + " of vectors in " + folder);
    } catch (IOException e) {
      return Finding.warn("cache", folder + " cannot be read: " + e, "rm -r '" + folder + "'");
    }
  }

  private static Finding disk() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    long free = folder.toFile().getUsableSpace();
    String found = size(free) + " free in " + folder;
    return free < LEAST_DISK
        ? Finding.warn("disk", found, "make room: natives and checkpoints are written to disk")
        : Finding.ok("disk", found);
  }

  private static Finding encoding() {
    String file = Charset.defaultCharset().name();
    String names = System.getProperty("sun.jnu.encoding", file);
    return Charset.forName(names).equals(StandardCharsets.UTF_8)
        ? Finding.ok("encoding", "file names are UTF-8")
        : Finding.warn(
            "encoding",
            "file names are " + names + ": those with other letters cannot be opened",
            "export LC_ALL=C.UTF-8");
  }

  private static Finding jupyter() {
    try {
      Process process =
          new ProcessBuilder("jupyter", "--version").redirectErrorStream(true).start();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Finding.warn("Jupyter", "does not answer", "jupyter --version");
      }
      return Finding.ok("Jupyter", "is installed");
    } catch (IOException e) {
      return Finding.warn("Jupyter", "not found: no notebooks", "pip install notebook");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.warn("Jupyter", "the check was interrupted", "./twinstream doctor");
    }
  }

  private static String size(long bytes) {
    return bytes >= 1L << 30
        ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30))
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1L << 20));
  }
}
