package io.github.twinstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest {
  @TempDir private Path folder;

  private static String run(int wanted, Map<String, Supplier<Finding>> checks) {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new DoctorCommand(checks));
    command.setOut(new PrintWriter(out));
    assertEquals(wanted, command.execute(), out.toString());
    return out.toString();
  }

  @Test
  void this_machine_can_do_all_that_the_tests_do() {
    String said = run(0, MachineChecks.all());
    for (String subject : MachineChecks.all().keySet()) {
      assertTrue(said.contains(" " + subject + " "), said);
    }
  }

  @Test
  void what_is_wrong_comes_with_what_mends_it_and_a_check_that_throws_is_told() {
    Map<String, Supplier<Finding>> checks = new LinkedHashMap<>();
    checks.put("one", () -> Finding.ok("one", "there"));
    checks.put("two", () -> Finding.warn("two", "slow", "make two"));
    checks.put(
        "three",
        () -> {
          throw new IllegalStateException("broken");
        });
    assertEquals(
        String.format(
            "ok    one           there%n"
                + "warn  two           slow%n"
                + "                    to mend it: make two%n"
                + "fail  three         failed: java.lang.IllegalStateException: broken%n"
                + "                    to mend it: see the message; report it if it says nothing%n"
                + "1 failed, 1 could be better%n"),
        run(1, checks));
  }

  @Test
  void the_whole_command_runs_it() {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new Main());
    command.setOut(new PrintWriter(out));
    assertEquals(0, command.execute("doctor"), out.toString());
    assertTrue(out.toString().contains(" kernel "), out.toString());
  }

  @Test
  void a_kernel_that_is_not_there_or_not_whole_is_found() throws IOException {
    Finding none = MachineChecks.kernel(folder);
    assertEquals("no kernel 'twinstream' in " + folder + ": no notebooks", none.found());
    assertEquals("run ./twinstream kernel install", none.remedy());
    Path kernel = Files.createDirectory(folder.resolve("twinstream"));
    Files.writeString(kernel.resolve("kernel.json"), "{\"argv\":[\"/no/java\"]}");
    assertEquals("its Java /no/java cannot be run", MachineChecks.kernel(folder).found());
    Files.writeString(kernel.resolve("kernel.json"), "garbage");
    assertEquals(Finding.State.WARN, MachineChecks.kernel(folder).state());
  }

  @Test
  void a_cache_folder_that_cannot_be_written_to_is_found() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Finding finding = MachineChecks.cache(file.resolve("below"));
    assertEquals(Finding.State.WARN, finding.state());
    assertTrue(finding.remedy().contains("XDG_CACHE_HOME"), finding.remedy());
    assertEquals(Finding.State.OK, MachineChecks.cache(folder.resolve("new")).state());
  }
}
