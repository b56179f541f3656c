package io.github.twinstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the kernel, with a class path of two folders and a jar in its place. */
class KernelCommandTest {
  @TempDir private Path folder;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final String classpath = System.getProperty("java.class.path");
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Path prefix;
  private Path kernels;
  private Path jar;

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

  private Path jar(String name) throws IOException {
    Path made = folder.resolve(name);
    new JarOutputStream(Files.newOutputStream(made)).close();
    return made;
  }

  /** A jar that can be run, in the place of IJava's. */
  private Path program(String name) throws IOException {
    Path made = folder.resolve(name);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Main");
    new JarOutputStream(Files.newOutputStream(made), manifest).close();
    return made;
  }

  /** Runs a command of the kernel below the prefix; what it says. */
  private String run(int wanted, String... words) {
    List<String> all = new ArrayList<>(List.of("kernel"));
    all.addAll(List.of(words));
    all.addAll(List.of("--prefix", prefix.toString()));
    return runAsGiven(wanted, all.toArray(String[]::new));
  }

  private String runAsGiven(int wanted, String... words) {
    said.reset();
    int code = Main.commandLine().execute(words);
    String text = said.toString(StandardCharsets.UTF_8);
    assertEquals(wanted, code, text);
    return text;
  }

  private String install(String... words) {
    List<String> all = new ArrayList<>(List.of("install", "--no-archive"));
    all.addAll(List.of(words));
    return run(0, all.toArray(String[]::new));
  }

  private JsonObject specification(String name) throws IOException {
    String text = Files.readString(kernels.resolve(name).resolve("kernel.json"));
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private List<String> argv(String name) throws IOException {
    return specification(name).getAsJsonArray("argv").asList().stream()
        .map(word -> word.getAsString())
        .toList();
  }

  /** The words of a kernel's argument file, each of which must stand in quotes. */
  private List<String> arguments(String name) throws IOException {
    List<String> lines = Files.readAllLines(kernels.resolve(name).resolve("kernel.args"));
    for (String line : lines) {
      assertTrue(line.matches("\"([^\"\\\\]|\\\\.)*\""), line);
    }
    return lines.stream()
        .map(line -> line.substring(1, line.length() - 1).replaceAll("\\\\(.)", "$1"))
        .toList();
  }

  private List<String> files(Path of) throws IOException {
    try (Stream<Path> all = Files.list(of)) {
      return List.copyOf(new TreeSet<>(all.map(path -> path.getFileName().toString()).toList()));
    }
  }

  private static void assertHolds(String text, String part) {
    assertTrue(text.contains(part), () -> "no <" + part + "> in <" + text + ">");
  }

  @Nested
  class Install {
    @Test
    void writes_what_jupyter_needs_into_a_folder_with_a_space() throws IOException {
      String text = install();

      Path kernel = kernels.resolve("twinstream");
      assertEquals("installed kernel 'twinstream' into " + kernel, text.strip());
      JsonObject specification = specification("twinstream");
      assertEquals(
          List.of(KernelSpec.java().toString(), "@" + kernel + "/kernel.args", "{connection_file}"),
          argv("twinstream"));
      assertEquals("Java (Twinstream)", specification.get("display_name").getAsString());
      assertEquals("java", specification.get("language").getAsString());
      assertEquals("message", specification.get("interrupt_mode").getAsString());
      assertEquals(
          List.of(
              "kernel.args",
              "kernel.json",
              "logo-32x32.png",
              "logo-64x64.png",
              "logo-svg.svg",
              "packages.index",
              "startup.jsh",
              "twinstream-2.jar",
              "twinstream.jar"),
          files(kernel));
    }

    @Test
    void gives_java_its_words_one_a_line_with_their_spaces() throws IOException {
      install("--java-option", "-Xmx77m", "--java-option=-Dsaid=two \"words\" \\ here");

      Path kernel = kernels.resolve("twinstream");
      List<String> words = arguments("twinstream");
      int at = words.indexOf("-cp");
      assertEquals(
          String.join(
              File.pathSeparator,
              kernel.resolve("twinstream.jar").toString(),
              kernel.resolve("twinstream-2.jar").toString(),
              jar.toString()),
          words.get(at + 1));
      assertEquals(
          List.of(
              "io.github.twinstream.kernel.KernelMain",
              "--startup",
              kernel.resolve("startup.jsh").toString(),
              "--index",
              kernel.resolve("packages.index").toString(),
              "--banner",
              "Java with Twinstream"),
          words.subList(at + 2, words.size()));
      assertEquals(List.of("-Xmx77m", "-Dsaid=two \"words\" \\ here"), words.subList(at - 2, at));
    }

    @Test
    void java_reads_the_words_as_they_were_given() throws IOException, InterruptedException {
      install("--java-option", "-Dsaid=two \"words\" \\ here");

      List<String> words = arguments("twinstream");
      Path file = folder.resolve("some arguments");
      Files.writeString(
          file,
          String.join(
              "\n",
              Files.readAllLines(kernels.resolve("twinstream").resolve("kernel.args"))
                  .subList(0, words.indexOf("-cp"))));
      Process process =
          new ProcessBuilder(
                  KernelSpec.java().toString(), "@" + file, "-XshowSettings:properties", "-version")
              .redirectErrorStream(true)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), text);
      assertHolds(text, "said = two \"words\" \\ here");
    }

    @Test
    void options_that_only_some_machines_take_are_given_to_those_alone() throws IOException {
      install();

      List<String> words = arguments("twinstream");
      assertEquals(
          System.getProperty("os.name").startsWith("Linux"),
          words.contains("-XX:+UseTransparentHugePages"));
      assertEquals(
          Runtime.version().feature() >= 22, words.contains("--enable-native-access=ALL-UNNAMED"));
    }

    @Test
    void no_option_of_linux_is_given_elsewhere() throws IOException {
      String system = System.getProperty("os.name");
      System.setProperty("os.name", "Mac OS X");
      try {
        install();
      } finally {
        System.setProperty("os.name", system);
      }
      assertFalse(arguments("twinstream").contains("-XX:+UseTransparentHugePages"));
    }

    @Test
    void takes_a_name_and_a_display_name_of_any_letters() throws IOException {
      String display = "Java \"17\" \\ {x} ${folder} <자바>";
      String text = install("--name", "Own_1.0-x", "--display-name", display);

      assertHolds(text, "installed kernel 'Own_1.0-x' into " + kernels.resolve("Own_1.0-x"));
      assertEquals(display, specification("Own_1.0-x").get("display_name").getAsString());
      assertEquals(List.of("Own_1.0-x"), files(kernels));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "", ".", "..", "a/b", "../twinstream", "ünder", "-"})
    void a_bad_name_is_refused_and_nothing_is_touched(String name) throws IOException {
      install();
      Path other = Files.createFile(prefix.resolve("share").resolve("precious"));
      List<String> before = files(kernels.resolve("twinstream"));

      for (String command : List.of("install", "uninstall", "doctor")) {
        assertHolds(
            run(2, command, "--name=" + name),
            "twinstream: kernel name '"
                + name
                + "': it may hold letters, digits, '.', '_' and '-', and needs a letter or a digit");
      }
      assertTrue(Files.exists(other));
      assertEquals(List.of("twinstream"), files(kernels));
      assertEquals(before, files(kernels.resolve("twinstream")));
    }

    @Test
    void a_second_one_replaces_the_first() throws IOException {
      install("--display-name", "first");
      Path left = Files.createFile(kernels.resolve("twinstream").resolve("left.over"));

      install("--display-name", "second");

      assertEquals("second", specification("twinstream").get("display_name").getAsString());
      assertFalse(Files.exists(left));
      assertEquals(List.of("twinstream"), files(kernels));
    }

    @Test
    void a_broken_one_is_replaced_too() throws IOException {
      Path kernel = Files.createDirectories(kernels.resolve("twinstream"));
      Files.writeString(kernel.resolve("kernel.json"), "{broken");

      install();

      assertEquals("java", specification("twinstream").get("language").getAsString());
    }

    @Test
    void the_kernel_of_another_program_is_neither_replaced_nor_removed() throws IOException {
      Path other = Files.createDirectories(kernels.resolve("python3"));
      String text = "{\"argv\": [\"python\", \"-m\", \"ipykernel\"], \"language\": \"python\"}";
      Files.writeString(other.resolve("kernel.json"), text);

      for (String command : List.of("install", "uninstall")) {
        assertEquals(
            "twinstream: kernel 'python3' in "
                + kernels
                + " is not Twinstream's; give another --name, or first run: jupyter kernelspec"
                + " uninstall python3",
            run(2, command, "--name", "python3").strip());
      }
      assertEquals(text, Files.readString(other.resolve("kernel.json")));
    }

    @Test
    void an_option_that_java_does_not_take_is_refused_before_anything_is_replaced()
        throws IOException {
      install("--display-name", "first");

      String text = run(2, "install", "--no-archive", "--java-option", "-Xnone");

      assertHolds(text, "twinstream: --java-option '-Xnone': " + KernelSpec.java());
      assertHolds(text, "Unrecognized option: -Xnone; give one option each");
      assertEquals("first", specification("twinstream").get("display_name").getAsString());
    }

    @Test
    void a_place_that_cannot_be_written_to_is_told() throws IOException {
      prefix = Files.createFile(folder.resolve("file"));

      assertEquals(
          "twinstream: cannot write "
              + prefix.resolve(Path.of("share", "jupyter", "kernels", "twinstream"))
              + ": "
              + prefix
              + " is no folder; give --user, or --prefix DIR with a folder that can be written to",
          run(2, "install", "--no-archive").strip());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "--user | two places were given; give one of --user, --prefix DIR, --sys-prefix",
          "--sys-prefix | two places were given; give one of --user, --prefix DIR, --sys-prefix",
        })
    void one_place_is_taken(String more, String message) throws IOException {
      for (String command : List.of("install", "uninstall", "doctor")) {
        assertEquals("twinstream: " + message, run(2, command, more).strip());
      }
      assertFalse(Files.exists(prefix));
    }

    @Test
    void an_empty_prefix_is_refused() {
      assertHolds(
          runAsGiven(2, "kernel", "install", "--prefix="), "twinstream: --prefix is ''; give a");
    }
  }

  @Nested
  class Ijava {
    @Test
    void what_is_no_program_is_refused_and_an_installed_kernel_stays() throws IOException {
      Path ijava = program("ijava 1.jar");
      install("--ijava", ijava.toString());
      List<String> before = files(kernels.resolve("twinstream-ijava"));

      Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
      Map<Path, String> refused =
          Map.of(
              folder.resolve("gone.jar"),
              "is not there",
              folder,
              "is no jar",
              text,
              "is no jar (",
              jar,
              "is a jar without a main class");
      for (Map.Entry<Path, String> wrong : refused.entrySet()) {
        String told = run(2, "install", "--ijava", wrong.getKey().toString());
        assertHolds(told, "twinstream: --ijava " + wrong.getKey() + " " + wrong.getValue());
        assertHolds(told, "; give the jar of IJava itself");
      }
      assertEquals(before, files(kernels.resolve("twinstream-ijava")));
      assertEquals(List.of("twinstream-ijava"), files(kernels));
    }

    @Test
    void is_set_up_with_this_library_and_the_options() throws IOException {
      Path ijava = program("ijava 1.jar");

      install("--ijava", ijava.toString(), "--java-option", "-Xmx77m");

      Path kernel = kernels.resolve("twinstream-ijava");
      assertEquals(
          List.of(
              KernelSpec.java().toString(),
              "@" + kernel + "/kernel.args",
              "-jar",
              ijava.toString(),
              "{connection_file}"),
          argv("twinstream-ijava"));
      JsonObject specification = specification("twinstream-ijava");
      assertEquals("Java (IJava, Twinstream)", specification.get("display_name").getAsString());
      JsonObject environment = specification.getAsJsonObject("env");
      assertEquals(
          String.join(
              File.pathSeparator,
              kernel.resolve("twinstream.jar").toString(),
              kernel.resolve("twinstream-2.jar").toString(),
              jar.toString()),
          environment.get("IJAVA_CLASSPATH").getAsString());
      assertEquals(
          kernel + "/startup.jsh", environment.get("IJAVA_STARTUP_SCRIPTS_PATH").getAsString());
      assertHolds(
          Files.readString(kernel.resolve("startup.jsh")),
          "import static io.github.twinstream.Twinstream.*;");
      List<String> words = arguments("twinstream-ijava");
      assertTrue(words.contains("-Xmx77m"), words::toString);
      assertEquals(
          Runtime.version().feature() >= 22, words.contains("--enable-native-access=ALL-UNNAMED"));
    }

    @Test
    void doctor_finds_a_lost_jar() throws IOException {
      Path ijava = program("ijava.jar");
      install("--ijava", ijava.toString());
      Path kernel = kernels.resolve("twinstream-ijava");
      assertTrue(
          KernelDoctorCommand.installed(kernel, "mend").stream()
              .allMatch(finding -> finding.state() == Finding.State.OK));

      Files.delete(jar);
      assertHolds(
          KernelDoctorCommand.installed(kernel, "mend").toString(), ": " + jar + " is gone");
      Files.delete(ijava);
      assertHolds(
          KernelDoctorCommand.installed(kernel, "mend").toString(),
          ": " + ijava + " is gone, and 1 more, remedy=mend --ijava JAR");
    }
  }

  @Nested
  class Uninstall {
    @Test
    void removes_one_folder_and_leaves_all_others() throws IOException {
      install();
      install("--name", "twinstream2");
      Path other = Files.createDirectories(kernels.resolve("other"));

      assertEquals("removed " + kernels.resolve("twinstream"), run(0, "uninstall").strip());

      assertEquals(List.of("other", "twinstream2"), files(kernels));
      assertTrue(Files.exists(other));
      assertTrue(Files.exists(kernels.resolve("twinstream2").resolve("kernel.json")));
      assertTrue(Files.exists(jar));
    }

    @Test
    void says_so_when_there_is_nothing() throws IOException {
      Files.createDirectories(kernels.resolve("empty"));

      for (String name : List.of("twinstream", "empty")) {
        assertEquals(
            "twinstream: no kernel '"
                + name
                + "' in "
                + kernels
                + "; `jupyter kernelspec list` shows all",
            run(2, "uninstall", "--name", name).strip());
      }
      assertEquals(List.of("empty"), files(kernels));
    }
  }

  @Nested
  class Doctor {
    /** What it says of the kernel, without the machine's own checks. */
    private List<String> doctor(int wanted, String... words) {
      List<String> all = new ArrayList<>(List.of("doctor"));
      all.addAll(List.of(words));
      List<String> lines = run(wanted, all.toArray(String[]::new)).lines().toList();
      int at = 0;
      while (!lines.get(at).endsWith("PyTorch natives")) {
        assertTrue(lines.get(at).startsWith("ok    "), lines::toString);
        at++;
      }
      return lines.subList(at + 1, lines.size());
    }

    private String java() {
      return "ok    its Java " + KernelSpec.java();
    }

    private String there() {
      return "ok    kernel 'twinstream' in " + kernels.resolve("twinstream");
    }

    private String mend() {
      return "      -> run ./twinstream kernel install --prefix '" + prefix + "'";
    }

    @Test
    void finds_a_whole_one_well() {
      install();

      assertEquals(
          List.of(
              java(),
              "ok    its libraries and scripts",
              "ok    no class-data-sharing archive, as --no-archive asked",
              there(),
              "all is well"),
          doctor(0));
    }

    @Test
    void tells_which_library_is_gone() throws IOException {
      install();
      Files.delete(jar);

      assertEquals(
          List.of(
              java(),
              "wrong its libraries and scripts: " + jar + " is gone",
              mend(),
              "ok    no class-data-sharing archive, as --no-archive asked",
              there(),
              "1 to mend"),
          doctor(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel.args", "startup.jsh", "packages.index", "twinstream-2.jar"})
    void tells_which_file_of_its_own_is_gone(String name) throws IOException {
      install();
      Path lost = kernels.resolve("twinstream").resolve(name);
      Files.delete(lost);

      assertHolds(
          KernelDoctorCommand.installed(kernels.resolve("twinstream"), "mend").toString(),
          "its libraries and scripts: " + lost + " is gone, remedy=mend");
    }

    @Test
    void tells_a_java_that_is_gone_and_an_archive_too() throws IOException {
      install();
      Path kernel = kernels.resolve("twinstream");
      Path file = kernel.resolve("kernel.json");
      Path none = folder.resolve("no java");
      Files.writeString(
          file, Files.readString(file).replace(KernelSpec.java().toString(), none.toString()));
      Path arguments = kernel.resolve("kernel.args");
      Files.writeString(
          arguments,
          "\"-XX:SharedArchiveFile=" + kernel + "/kernel.jsa\"\n" + Files.readString(arguments));

      assertEquals(
          List.of(
              "wrong its Java " + none + " cannot be run",
              mend() + " with a Java that exists",
              "ok    its libraries and scripts",
              "wrong its class-data-sharing archive is gone",
              mend() + "; without it the kernel starts slower",
              there(),
              "2 to mend"),
          doctor(1));
      Files.createFile(kernel.resolve("archive.log"));
      assertHolds(
          KernelDoctorCommand.installed(kernel, "mend").toString(),
          "archive could not be made: see " + kernel.resolve("archive.log"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"argv\": []}", "{\"argv\": \"java\"}"})
    void tells_a_specification_that_is_none(String text) throws IOException {
      Path kernel = Files.createDirectories(kernels.resolve("own"));
      Path file = Files.writeString(kernel.resolve("kernel.json"), text);

      assertEquals(
          List.of(
              "wrong " + file + " is no kernel specification", mend() + " --name own", "1 to mend"),
          doctor(1, "--name", "own"));
    }

    @Test
    void tells_that_there_is_none() {
      assertEquals(
          List.of(
              "wrong no kernel 'twinstream' in " + kernels + ": no notebooks", mend(), "1 to mend"),
          doctor(1));
    }
  }

  @Nested
  class Place {
    private final String home = System.getProperty("user.home");

    @ParameterizedTest
    @CsvSource({
      "Linux, HOME, /h, /h/.local/share/jupyter",
      "Linux, XDG_DATA_HOME, /x, /x/jupyter",
      "Linux, JUPYTER_DATA_DIR, /j, /j",
      "Linux, HOME, '', @/.local/share/jupyter",
      "Mac OS X, HOME, /h, /h/Library/Jupyter",
      "Mac OS X, XDG_DATA_HOME, /x, @/Library/Jupyter",
      "Windows 11, APPDATA, /a, /a/jupyter",
      "Windows 11, HOME, /h, @/AppData/Roaming/jupyter",
    })
    void is_where_jupyter_looks(String system, String variable, String value, String wanted) {
      assertEquals(
          Path.of(wanted.replace("@", home)),
          KernelPlace.userData(Map.of(variable, value), system));
    }

    @Test
    void is_never_taken_from_the_working_directory() {
      for (String variable : List.of("HOME", "XDG_DATA_HOME", "JUPYTER_DATA_DIR")) {
        Path place = KernelPlace.userData(Map.of(variable, "relative"), "Linux");
        assertTrue(place.isAbsolute(), place::toString);
      }
    }
  }

  @Test
  void a_template_takes_backslashes_quotes_and_names_as_they_are() throws IOException {
    Map<String, String> values =
        Map.of(
            "java", "C:\\Program Files\\Java\\bin\\java.exe",
            "folder", "C:\\Users\\new \"one\"",
            "display_name", "${java} $1 \\");

    new KernelSpec(kernels.resolve("windows")).specification("kernel.json", values);

    assertEquals(
        List.of(
            values.get("java"), "@" + values.get("folder") + "/kernel.args", "{connection_file}"),
        argv("windows"));
    assertEquals(
        values.get("display_name"), specification("windows").get("display_name").getAsString());
  }
}
