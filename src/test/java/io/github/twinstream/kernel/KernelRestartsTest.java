package io.github.twinstream.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Restarts; {@code -Dtwinstream.restarts=200} runs many. */
class KernelRestartsTest {
  private static final int RESTARTS = Integer.getInteger("twinstream.restarts", 4);

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void restarts_leave_no_process_behind(@TempDir Path folder) throws Exception {
    List<ProcessHandle> seen = new ArrayList<>();
    for (int i = 0; i < RESTARTS; i++) {
      try (KernelClient kernel = KernelClient.start(folder)) {
        // GIVEN a kernel whose cells started a process, in every other round with a cell that runs
        kernel.run("new ProcessBuilder(\"sleep\", \"3600\").start();");
        if (i % 2 == 1) {
          kernel.send(kernel.shell, "execute_request", Map.of("code", "%sh sleep 3600"));
          await(kernel, 2);
        }
        seen.add(kernel.process.toHandle());
        kernel.process.descendants().forEach(seen::add);

        // WHEN it is told to end for a restart
        kernel.send(kernel.control, "shutdown_request", Map.of("restart", true));

        // THEN it does
        assertTrue(kernel.process.waitFor(20, TimeUnit.SECONDS), "restart " + i);
        assertEquals(0, kernel.process.exitValue());
      }
    }
    assertTrue(seen.size() >= 2 * RESTARTS, seen.size() + " processes");
    for (ProcessHandle each : seen) {
      each.onExit().get(20, TimeUnit.SECONDS);
    }
  }

  private static void await(KernelClient kernel, int children) throws InterruptedException {
    for (int tries = 0; kernel.process.descendants().count() < children; tries++) {
      assertTrue(tries < 200, "the command did not start");
      Thread.sleep(50);
    }
  }
}
