package io.github.twinstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kernel install} writes and refuses. */
class KernelInstallTest extends KernelCommands {
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
    assertEquals(packed(kernel), words.get(at + 1));
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
