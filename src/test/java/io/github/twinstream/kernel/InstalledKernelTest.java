package io.github.twinstream.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What `twinstream kernel install` leaves behind starts as Jupyter starts it. */
@Timeout(240)
class InstalledKernelTest {
  @TempDir Path folder;

  private String twinstream(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Djava.awt.headless=true", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("io.github.twinstream.cli.Main");
    command.addAll(List.of(words));
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertEquals(0, process.waitFor(), Files.readString(said));
    return Files.readString(said);
  }

  @Test
  void it_runs_from_a_folder_with_a_space_and_with_its_archive() throws Exception {
    Path prefix = folder.resolve("a space");
    Path kernel = prefix.resolve(Path.of("share", "jupyter", "kernels", "twinstream"));

    String said =
        twinstream("kernel", "install", "--prefix", prefix.toString(), "--java-option=-Xmx512m");

    assertEquals("installed kernel 'twinstream' into " + kernel, said.strip());
    assertTrue(Files.exists(kernel.resolve("kernel.jsa")));
    JsonObject specification =
        JsonParser.parseString(Files.readString(kernel.resolve("kernel.json"))).getAsJsonObject();
    try (KernelClient client = KernelClient.startInstalled(folder, specification)) {
      assertEquals("2", client.run("1 + 1").shown("text/plain"));
      assertTrue(mapped(client.process.pid(), "kernel.jsa"), "the archive is not in use");
      assertEquals(0, client.shutDown());
    }
    assertEquals("", Files.readString(folder.resolve("kernel.log")));
  }

  /** Whether a process has a file in its memory; taken to be so where that cannot be seen. */
  private static boolean mapped(long process, String file) throws IOException {
    Path maps = Path.of("/proc", String.valueOf(process), "maps");
    return !Files.exists(maps) || Files.readString(maps).contains(file);
  }
}
