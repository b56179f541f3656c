package io.github.twinstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kernel doctor} finds. */
class KernelDoctorTest extends KernelCommands {
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
