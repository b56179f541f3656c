package io.github.twinstream.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.kernel.protocol.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a kernel ends and what outlives it. */
@Timeout(120)
class KernelEndTest {
  @TempDir Path folder;

  @Test
  void shutdown_ends_the_process_even_while_a_cell_runs_and_history_outlives_it() throws Exception {
    try (KernelClient first = KernelClient.start(folder)) {
      first.run("int fromFirst = 1;");
      first.send(first.shell, "execute_request", Map.of("code", "while (true) {}"));
      Thread.sleep(500);
      assertEquals(0, first.shutDown());
    }
    try (KernelClient second = KernelClient.start(folder)) {
      KernelClient.Answer range =
          second.ask(
              "history_request", Map.of("hist_access_type", "range", "session", -1, "start", 1));
      assertTrue(range.reply().content().toString().contains("int fromFirst = 1;"));
      second.process.toHandle().destroy();
      assertTrue(second.process.waitFor(20, TimeUnit.SECONDS));
      assertFalse(second.process.isAlive());
    }
  }

  @Test
  void ten_thousand_hostile_messages_leave_the_kernel_answering() throws IOException {
    try (KernelClient kernel = KernelClient.start(folder)) {
      HostileMessages hostile = new HostileMessages(kernel, 7);
      hostile.send(10_000);
      hostile.cutConnections(200);

      kernel.send(kernel.control, "interrupt_request", Map.of());
      KernelClient.Answer answer = HostileMessages.afterThem(kernel, "40 + 2");

      assertEquals("42", answer.shown("text/plain"));
      assertEquals("ok", Json.string(answer.reply().content(), "status", ""));
    }
  }
}
