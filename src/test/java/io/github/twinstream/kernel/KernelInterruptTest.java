package io.github.twinstream.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.kernel.KernelClient.Answer;
import io.github.twinstream.kernel.protocol.Json;
import io.github.twinstream.kernel.protocol.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** What an interrupt ends and what it leaves, in a running kernel. */
@Timeout(120)
class KernelInterruptTest {
  @TempDir static Path folder;
  private static KernelClient kernel;

  @BeforeAll
  static void start() throws IOException {
    kernel = KernelClient.start(folder);
  }

  @AfterAll
  static void stop() {
    kernel.close();
  }

  @Test
  void an_interrupt_ends_an_endless_loop_and_the_kernel_goes_on() throws InterruptedException {
    assertInterrupted("while (true) {}");
    assertEquals("4", kernel.run("2 + 2").shown("text/plain"));
  }

  @Test
  void an_interrupt_ends_sleep() throws InterruptedException {
    assertInterrupted("Thread.sleep(1_000_000);");
  }

  @Test
  void an_interrupt_ends_a_loop_that_catches_everything() throws InterruptedException {
    assertInterrupted("while (true) { try { Thread.sleep(9_000); } catch (Throwable t) { } }");
  }

  @Test
  void an_interrupt_ends_an_endless_library_loop_that_calls_the_cell() throws InterruptedException {
    assertInterrupted("Stream.iterate(1, i -> i + 1).forEach(i -> { });");
  }

  @Test
  void long_work_that_ends_cleanly_when_interrupted_keeps_its_result() throws InterruptedException {
    kernel.run(
        "int work() { int n = 0; while (!Thread.currentThread().isInterrupted()) n++;"
            + " return 7; }");
    assertInterrupted("int kept = work();\nkept = 8;");
    assertEquals("7", kernel.run("kept").shown("text/plain"));
  }

  @Test
  void a_library_call_that_sees_an_interrupt_late_keeps_its_result() throws InterruptedException {
    String id = begin("int late = io.github.twinstream.slow.SlowLibrary.work(7_000);");
    interrupt();
    Answer answer = kernel.answer(id);

    assertEquals("Interrupted", Json.string(answer.first("error"), "ename", ""));
    assertTrue(answer.text("stderr").contains("SlowLibrary.work"), answer.text("stderr"));
    assertEquals("7", kernel.run("late").shown("text/plain"));
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_19)
  void a_second_interrupt_breaks_a_library_call_off() throws InterruptedException {
    String id = begin("int lost = io.github.twinstream.slow.SlowLibrary.work(600_000);");
    interrupt();
    Thread.sleep(3500);
    interrupt();

    assertEquals("Interrupted", Json.string(kernel.answer(id).first("error"), "ename", ""));
    assertEquals("4", kernel.run("2 + 2").shown("text/plain"));
  }

  @Test
  void a_renderer_that_never_ends_can_be_interrupted() throws InterruptedException {
    kernel.run(
        "class Endless { public String toString() { System.out.println(\"begun\");"
            + " while (true) {} } }");
    String id = begin("new Endless()");
    interrupt();

    String shown = kernel.answer(id).shown("text/plain");

    assertTrue(shown.endsWith("(showing it was interrupted)"), shown);
    if (Runtime.version().feature() < 20) {
      assertEquals(
          "0",
          kernel
              .run(
                  "long left = 1;\n"
                      + "for (int i = 0; i < 50 && left > 0; i++) {\n"
                      + "  Thread.sleep(100);\n"
                      + "  left = Thread.getAllStackTraces().keySet().stream()"
                      + ".filter(t -> t.getName().equals(\"renderer\")).count();\n"
                      + "}\n"
                      + "left")
              .shown("text/plain"),
          "threads that still render");
    }
  }

  /** Runs the code and waits until it has begun. */
  private static String begin(String code) throws InterruptedException {
    String begun = "System.out.println(\"begun\");\n" + code;
    String id = kernel.send(kernel.shell, "execute_request", Map.of("code", begun));
    Message next = null;
    while (next == null || !next.type().equals("stream")) {
      next = kernel.receive(kernel.iopub, KernelClient.PATIENCE_MILLIS);
      assertNotNull(next, "the cell did not begin");
    }
    Thread.sleep(300);
    return id;
  }

  private static void interrupt() {
    kernel.send(kernel.control, "interrupt_request", Map.of());
    Message reply = kernel.receive(kernel.control, KernelClient.PATIENCE_MILLIS);
    assertEquals("interrupt_reply", reply.type());
  }

  private static void assertInterrupted(String code) throws InterruptedException {
    String id = begin(code);
    long start = System.nanoTime();
    interrupt();
    Answer answer = kernel.answer(id);
    double seconds = (System.nanoTime() - start) / 1e9;
    assertEquals("error", answer.status());
    assertEquals("Interrupted", Json.string(answer.first("error"), "ename", ""));
    assertTrue(seconds < 1, "ended only after " + seconds + " s");
  }
}
