package io.github.twinstream.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A kernel's folder: its specification from the template, logos, scripts and our own jar. */
final class KernelSpec {
  private static final List<String> LOGOS =
      List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

  private static final Pattern VALUE = Pattern.compile("\\$\\{(\\w+)}");
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Path folder;

  /** A new, empty folder; what was there is removed. */
  KernelSpec(Path folder) throws IOException {
    delete(folder);
    this.folder = Files.createDirectories(folder);
  }

  Path folder() {
    return folder;
  }

  /** Writes kernel.json: a template with its {@code ${names}} replaced. */
  void specification(String template, Map<String, String> values) throws IOException {
    String text =
        VALUE
            .matcher(resource(template))
            .replaceAll(name -> Matcher.quoteReplacement(escaped(values.get(name.group(1)))));
    Files.writeString(folder.resolve("kernel.json"), text);
    for (String logo : LOGOS) {
      copy(logo, logo);
    }
  }

  /** The text as it stands between the quotes of a JSON string. */
  private static String escaped(String value) {
    String quoted = JSON.toJson(value);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** Copies a file of the template. */
  void copy(String name, String as) throws IOException {
    try (InputStream in = open(name)) {
      Files.write(folder.resolve(as), in.readAllBytes());
    }
  }

  /**
   * Writes Java's argument file.
   *
   * @param words the words, one a line; quoted so that spaces and backslashes survive
   */
  void arguments(List<String> words) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      text.append('"').append(word.replace("\\", "\\\\").replace("\"", "\\\"")).append("\"\n");
    }
    Files.writeString(folder.resolve("kernel.args"), text.toString());
  }

  /**
   * The class path of this program with each of its folders packed into a jar in the kernel's
   * folder, so that the kernel goes on when the project is built anew, and class data can be shared
   * (which wants jars).
   */
  List<String> classpath() throws IOException {
    List<String> entries = new ArrayList<>();
    int packed = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry).toAbsolutePath().normalize();
      if (Files.isDirectory(path)) {
        packed++;
        Path jar = folder.resolve(packed == 1 ? "twinstream.jar" : "twinstream-" + packed + ".jar");
        pack(path, jar);
        entries.add(jar.toString());
      } else if (Files.exists(path)) {
        entries.add(path.toString());
      }
    }
    return entries;
  }

  /** The Java that runs this program. */
  static Path java() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
  }

  /** Refuses a folder that holds the kernel of another program, such as Python's. */
  static void requireOurs(Path folder) {
    Path file = folder.resolve("kernel.json");
    if (!Files.exists(file)) {
      return;
    }
    String text;
    JsonObject spec;
    try {
      text = Files.readString(file);
      spec = JsonParser.parseString(text).getAsJsonObject();
    } catch (IOException | RuntimeException e) {
      // broken: to be replaced or removed
      return;
    }
    if (spec.has("argv") && !text.contains("kernel.args") && !text.contains("IJAVA_CLASSPATH")) {
      throw new ConfigException(
          "kernel '"
              + folder.getFileName()
              + "' in "
              + folder.getParent()
              + " is not Twinstream's; give another --name, or first run: jupyter kernelspec"
              + " uninstall "
              + folder.getFileName());
    }
  }

  /** Deletes a folder and all in it; nothing when it is not there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Enable-Native-Access", "ALL-UNNAMED");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        if (!name.equals("META-INF/MANIFEST.MF")) {
          out.putNextEntry(new JarEntry(name));
          Files.copy(file, out);
          out.closeEntry();
        }
      }
    }
  }

  private static String resource(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream in = KernelSpec.class.getResourceAsStream("/kernel-spec/" + name);
    if (in == null) {
      throw new DataException("this build lacks kernel-spec/" + name + "; build it again");
    }
    return in;
  }
}
