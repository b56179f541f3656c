package io.github.twinstream.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import java.util.stream.StreamSupport;

/**
 * Settings from environment variables: {@code TWINSTREAM_CLASSPATH}, {@code
 * TWINSTREAM_COMPILER_OPTS}, {@code TWINSTREAM_STARTUP_SCRIPTS_PATH} and {@code
 * TWINSTREAM_STARTUP_SCRIPT}, or IJava's names of them with {@code IJAVA_}.
 */
final class Environment {
  private Environment() {}

  /** Options for the compiler, separated by spaces. */
  static List<String> compilerOptions(Map<String, String> environment) {
    return Arrays.stream(value(environment, "COMPILER_OPTS").split("\\s+"))
        .filter(option -> !option.isEmpty())
        .toList();
  }

  /**
   * Jars and folders to add; a name that ends with {@code *.jar} means all jars of its folder, by
   * name.
   */
  static List<String> classpath(Map<String, String> environment) {
    return paths(value(environment, "CLASSPATH"), ".jar").stream().map(Path::toString).toList();
  }

  /** Scripts to run after the kernel's own. */
  static List<Path> scripts(Map<String, String> environment) {
    return paths(value(environment, "STARTUP_SCRIPTS_PATH"), ".jsh");
  }

  /** Code to run after the scripts. */
  static String code(Map<String, String> environment) {
    return value(environment, "STARTUP_SCRIPT");
  }

  private static String value(Map<String, String> environment, String name) {
    return environment.getOrDefault(
        "TWINSTREAM_" + name, environment.getOrDefault("IJAVA_" + name, ""));
  }

  private static List<Path> paths(String list, String ending) {
    List<Path> paths = new ArrayList<>();
    for (String entry : list.split(File.pathSeparator)) {
      if (entry.isBlank()) {
        continue;
      }
      if (!entry.contains("*")) {
        paths.add(Path.of(entry));
        continue;
      }
      int cut = Math.max(entry.lastIndexOf('/'), entry.lastIndexOf(File.separatorChar)) + 1;
      Path folder = Path.of(entry.substring(0, cut));
      String glob = entry.substring(cut);
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(folder, glob.equals("*") ? "*" + ending : glob)) {
        StreamSupport.stream(found.spliterator(), false).sorted().forEach(paths::add);
      } catch (NoSuchFileException e) {
        unreadable(entry, "there is no folder " + folder);
      } catch (NotDirectoryException e) {
        unreadable(entry, folder + " is no folder");
      } catch (PatternSyntaxException e) {
        unreadable(entry, glob + " is no pattern of names: " + e.getDescription());
      } catch (IOException | DirectoryIteratorException e) {
        unreadable(entry, e.getMessage());
      }
    }
    return paths;
  }

  private static void unreadable(String entry, String why) {
    System.err.println("nothing can be read at " + entry + ": " + why);
  }
}
