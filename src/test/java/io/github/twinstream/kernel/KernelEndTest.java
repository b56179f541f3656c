package io.github.twinstream.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.kernel.protocol.Json;
import io.github.twinstream.kernel.protocol.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.ZMQ;

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

  @Test
  void more_bytes_than_the_heap_holds_wait_outside_while_a_cell_runs() throws Exception {
    try (KernelClient kernel = KernelClient.start(folder)) {
      // GIVEN a cell that runs, and behind it 1.2 GB of messages for a kernel with 512 MiB of heap
      String first = execute(kernel, "System.out.println(1); Thread.sleep(60_000);");
      awaitPrinted(kernel);
      byte[] big = new byte[8 << 20];
      for (int i = 0; i < 150; i++) {
        KernelClient.sendFrames(kernel.shell, List.of(big));
      }
      Thread.sleep(2000);

      // WHEN the cell is interrupted, and a cell of 6 MB follows
      kernel.send(kernel.control, "interrupt_request", Map.of());
      KernelClient.Answer interrupted = kernel.answer(first);
      KernelClient.Answer answer = kernel.run("40 + 2 /*" + "a".repeat(6 << 20) + "*/");

      // THEN the kernel heard the interrupt and lost no cell
      assertEquals("error", interrupted.status());
      assertEquals("42", answer.shown("text/plain"));
    }
  }

  @Test
  void a_message_without_end_is_cut_and_leaves_the_kernel_answering() throws IOException {
    try (KernelClient kernel = KernelClient.start(folder)) {
      byte[] part = new byte[1 << 20];
      for (int i = 0; i < 1000; i++) {
        kernel.shell.send(part, ZMQ.SNDMORE);
      }
      kernel.shell.send(part);

      assertEquals("42", kernel.run("40 + 2").shown("text/plain"));
    }
  }

  private static String execute(KernelClient kernel, String code) {
    return kernel.send(kernel.shell, "execute_request", Map.of("code", code));
  }

  private static void awaitPrinted(KernelClient kernel) {
    Message next = kernel.receive(kernel.iopub, KernelClient.PATIENCE_MILLIS);
    while (next != null && !next.type().equals("stream")) {
      next = kernel.receive(kernel.iopub, KernelClient.PATIENCE_MILLIS);
    }
    assertNotNull(next, "the cell did not begin");
  }
}
