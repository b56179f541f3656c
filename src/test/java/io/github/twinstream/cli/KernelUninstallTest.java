package io.github.twinstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code kernel uninstall} removes. */
class KernelUninstallTest extends KernelCommands {
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
