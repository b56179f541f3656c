package io.github.twinstream.kernel.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Which packages each jar of a class path holds, kept in a file: with it the compiler opens only
 * the jars that it needs, instead of reading the whole class path before the first cell. A jar that
 * has changed since counts as unknown. A module's description is no type: taken for one it would
 * have the compiler open every jar that is a module, for the package without a name.
 */
public final class PackageIndex {
  /** Knows no jar. */
  public static final PackageIndex EMPTY = new PackageIndex(Map.of());

  private static final String VERSIONS = "META-INF/versions/";

  private final Map<Path, Set<String>> packages;

  private PackageIndex(Map<Path, Set<String>> packages) {
    this.packages = packages;
  }

  /** Writes the index of the jars; what is no jar is left out. */
  public static void write(List<String> classpath, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String entry : classpath) {
      Path jar = Path.of(entry);
      if (entry.endsWith(".jar") && Files.isRegularFile(jar)) {
        lines.add(stamp(jar) + " " + jar);
        packagesIn(jar).forEach(name -> lines.add("\t" + name));
      }
    }
    Files.write(file, lines);
  }

  /**
   * Reads an index.
   *
   * @throws IOException if the file cannot be read
   */
  public static PackageIndex read(Path file) throws IOException {
    Map<Path, Set<String>> packages = new HashMap<>();
    Set<String> current = new TreeSet<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("\t")) {
        current.add(line.substring(1));
        continue;
      }
      current = new TreeSet<>();
      int space = line.indexOf(' ');
      Path jar = Path.of(line.substring(space + 1));
      if (Files.exists(jar) && stamp(jar).equals(line.substring(0, space))) {
        packages.put(jar, current);
      }
    }
    return new PackageIndex(packages);
  }

  boolean isEmpty() {
    return packages.isEmpty();
  }

  /** Whether the entry of a class path may hold classes of the package. */
  boolean mayHold(Path entry, String packageName) {
    Set<String> known = packages.get(entry);
    return known == null || known.contains(packageName);
  }

  private static String stamp(Path jar) throws IOException {
    return Files.size(jar) + ":" + Files.getLastModifiedTime(jar).toMillis();
  }

  private static Set<String> packagesIn(Path jar) throws IOException {
    Set<String> found = new TreeSet<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
          .map(PackageIndex::packageOf)
          .forEach(found::add);
    }
    return found;
  }

  private static String packageOf(String entry) {
    String name =
        entry.startsWith(VERSIONS)
            ? entry.substring(entry.indexOf('/', VERSIONS.length()) + 1)
            : entry;
    return name.substring(0, Math.max(0, name.lastIndexOf('/'))).replace('/', '.');
  }
}
