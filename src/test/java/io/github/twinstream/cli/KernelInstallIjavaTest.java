package io.github.twinstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code kernel install --ijava} writes and refuses. */
class KernelInstallIjavaTest extends KernelCommands {
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
    assertEquals(packed(kernel), environment.get("IJAVA_CLASSPATH").getAsString());
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
    assertHolds(KernelDoctorCommand.installed(kernel, "mend").toString(), ": " + jar + " is gone");
    Files.delete(ijava);
    assertHolds(
        KernelDoctorCommand.installed(kernel, "mend").toString(),
        ": " + ijava + " is gone, and 1 more, remedy=mend --ijava JAR");
  }
}
