package io.github.twinstream.kernel.magic;

import io.github.twinstream.kernel.eval.CellResult;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Adds jars and folders that lie on the disk. */
final class ClasspathMagics {
  private static final String GLOB_SIGNS = "*?[{";

  private ClasspathMagics() {}

  /** {@code %jars GLOB...}: files that match; a pattern that matches nothing is an error. */
  static CellResult jars(Call call) throws MagicException {
    List<String> added = new ArrayList<>();
    for (String pattern : call.words("a jar or a glob such as lib/*.jar")) {
      List<Path> found = glob(pattern).stream().filter(Files::isRegularFile).toList();
      if (found.isEmpty()) {
        throw new MagicException(
            "no jar matches '" + pattern + "', seen from " + Path.of("").toAbsolutePath());
      }
      add(call, found, added);
      call.print(found.size() + (found.size() == 1 ? " jar added" : " jars added"));
    }
    return call.ending(added);
  }

  /** {@code %classpath PATH...}: folders of classes, jars, or globs of them. */
  static CellResult classpath(Call call) throws MagicException {
    List<String> added = new ArrayList<>();
    for (String pattern : call.words("folders or jars")) {
      List<Path> found = glob(pattern);
      if (found.isEmpty()) {
        throw new MagicException(
            "'" + pattern + "' does not exist, seen from " + Path.of("").toAbsolutePath());
      }
      add(call, found, added);
    }
    return call.ending(added);
  }

  private static void add(Call call, List<Path> found, List<String> added) throws MagicException {
    for (Path path : found) {
      call.addToClasspath(path);
      added.add(path.toString());
    }
  }

  /** The existing files and folders that a path or glob names. */
  static List<Path> glob(String pattern) throws MagicException {
    String normal = pattern.replace('\\', '/');
    if (normal.chars().noneMatch(c -> GLOB_SIGNS.indexOf(c) >= 0)) {
      Path path = Path.of(normal);
      return Files.exists(path) ? List.of(path) : List.of();
    }
    int plain = 0;
    while (GLOB_SIGNS.indexOf(normal.charAt(plain)) < 0) {
      plain++;
    }
    Path root = Path.of(normal.substring(0, normal.lastIndexOf('/', plain) + 1));
    if (!Files.isDirectory(root.toAbsolutePath())) {
      return List.of();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + normal);
    int depth = normal.contains("**") ? Integer.MAX_VALUE : normal.split("/").length;
    try (Stream<Path> all = Files.walk(root, depth)) {
      return all.filter(matcher::matches).sorted().toList();
    } catch (IOException e) {
      throw new MagicException("cannot look for '" + pattern + "': " + e.getMessage(), e);
    }
  }
}
