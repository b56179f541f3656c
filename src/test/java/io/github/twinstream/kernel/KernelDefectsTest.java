package io.github.twinstream.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.github.twinstream.kernel.KernelClient.Answer;
import io.github.twinstream.kernel.protocol.Json;
import io.github.twinstream.kernel.protocol.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each defect that was measured in other Java kernels, looked for in a running kernel of ours. */
@Timeout(120)
class KernelDefectsTest {
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
  void a_million_lines_arrive_whole_in_order_soon_and_in_few_messages() {
    long start = System.nanoTime();
    Answer answer = kernel.run("for (int i = 0; i < 1_000_000; i++) System.out.println(i);");
    double seconds = (System.nanoTime() - start) / 1e9;

    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 1_000_000; i++) {
      expected.append(i).append('\n');
    }
    assertTrue(expected.toString().equals(answer.text("stdout")), "lost or out of order");
    assertTrue(answer.published().size() < 2_000, answer.published().size() + " messages");
    assertTrue(seconds < 10, seconds + " s");
  }

  @Test
  void both_streams_keep_their_order_and_every_character() {
    Answer answer =
        kernel.run(
            "System.out.print(\"a\u00e9\u4e2d\ud83d\ude00\"); System.err.print(\"b\"); System.out.print(\"c\");");

    assertEquals("a\u00e9\u4e2d\ud83d\ude00c", answer.text("stdout"));
    assertEquals(
        List.of("stdout", "stderr", "stdout"),
        answer.published().stream()
            .filter(m -> m.type().equals("stream"))
            .map(m -> Json.string(m.content(), "name", ""))
            .toList());
  }

  @Test
  void a_value_whose_text_fails_with_an_error_is_named() {
    kernel.run("class Bad { public String toString() { throw new StackOverflowError(); } }");

    String shown = kernel.run("new Bad()").shown("text/plain");

    assertTrue(
        shown.matches("Bad@\\w+ \\(showing it failed with java.lang.StackOverflowError\\)"), shown);
    assertEquals("1", kernel.run("1").shown("text/plain"));
  }

  @Test
  void a_renderer_that_fails_with_an_error_is_named() {
    kernel.run(
        "record Odd(int a) {}\n"
            + "Display.register(Odd.class, o -> { throw new NoClassDefFoundError(\"gone\"); });");

    String shown = kernel.run("new Odd(1)").shown("text/plain");

    assertTrue(
        shown.endsWith("(showing it failed with java.lang.NoClassDefFoundError: gone)"), shown);
    assertEquals("1", kernel.run("1").shown("text/plain"));
  }

  @Test
  void the_whole_chain_of_causes_is_shown_in_the_users_frames() {
    kernel.run("1");
    Answer answer =
        kernel.run(
            "int inner(int a) {\n  return a / 0;\n}\nvoid outer() {\n  try {\n    inner(1);\n"
                + "  } catch (ArithmeticException e) {\n"
                + "    throw new IllegalStateException(\"second\", new RuntimeException(\"first\", e));\n  }\n}\n"
                + "List.of(1).forEach(i -> outer());");

    int cell = Json.number(answer.reply().content(), "execution_count", 0);
    String trace = answer.trace();
    assertEquals(
        "java.lang.IllegalStateException", Json.string(answer.first("error"), "ename", ""));
    assertTrue(
        trace.contains(
            "java.lang.IllegalStateException: second\n    at cell " + cell + ", line 8, in outer"),
        trace);
    assertTrue(trace.contains("Caused by: java.lang.RuntimeException: first"), trace);
    assertTrue(
        trace.contains(
            "Caused by: java.lang.ArithmeticException: / by zero\n    at cell "
                + cell
                + ", line 2, in inner"),
        trace);
    assertTrue(trace.contains("at cell " + cell + ", line 11"), trace);
    assertFalse(
        trace.contains("jdk.jshell") || trace.contains("REPL") || trace.contains("kernel."), trace);
  }

  @Test
  void cells_that_wait_are_aborted_after_an_error_and_only_then() {
    String first = execute("Thread.sleep(300); throw new RuntimeException(\"stop\");", true);
    String second = execute("1 + 1", true);
    assertEquals("error", kernel.answer(first).status());
    Answer aborted = kernel.answer(second);
    assertEquals("aborted", aborted.status());
    assertEquals(List.of("status", "status"), aborted.types());

    String third = execute("Thread.sleep(300); throw new RuntimeException(\"stop\");", false);
    String fourth = execute("1 + 1", true);
    assertEquals("error", kernel.answer(third).status());
    assertEquals("ok", kernel.answer(fourth).status());
  }

  @Test
  void history_is_answered() {
    kernel.run("int remembered = 1234;");

    Answer tail = kernel.ask("history_request", Map.of("hist_access_type", "tail", "n", 1));
    Answer search =
        kernel.ask(
            "history_request",
            Map.of("hist_access_type", "search", "pattern", "int remembered*", "output", false));

    assertTrue(tail.reply().content().toString().contains("int remembered = 1234;"));
    assertTrue(search.reply().content().toString().contains("int remembered = 1234;"));
  }

  @Test
  void unknown_requests_are_answered_by_busy_and_idle() {
    String id = kernel.send(kernel.shell, "no_such_request", Map.of("a", 1));

    List<String> states =
        kernel.published(id).stream()
            .map(m -> Json.string(m.content(), "execution_state", ""))
            .toList();

    assertEquals(List.of("busy", "idle"), states);
  }

  @Test
  void kernel_info_has_a_status_and_every_message_a_full_time_stamp() {
    Answer answer = kernel.ask("kernel_info_request", Map.of());

    JsonObject content = answer.reply().content();
    assertEquals("ok", Json.string(content, "status", ""));
    assertEquals("5.4", Json.string(content, "protocol_version", ""));
    assertEquals("java", Json.string(Json.child(content, "language_info"), "name", ""));
    String date = Json.string(answer.reply().header(), "date", "");
    assertTrue(date.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z"), date);
  }

  @Test
  void silent_and_store_history_and_user_expressions_are_heeded() {
    Answer first = kernel.run("0");
    int count = Json.number(first.reply().content(), "execution_count", 0);

    Answer silent =
        kernel.ask("execute_request", Map.of("code", "System.out.println(5);\n5", "silent", true));
    Answer unstored = kernel.ask("execute_request", Map.of("code", "6", "store_history", false));
    Answer asked =
        kernel.ask(
            "execute_request",
            Map.of(
                "code", "int q = 3;", "user_expressions", Map.of("good", "q * 2", "bad", "nix")));

    assertEquals(List.of("status", "status"), silent.types());
    assertEquals("6", unstored.shown("text/plain"));
    assertEquals(count + 1, Json.number(asked.reply().content(), "execution_count", 0));
    JsonObject expressions = Json.child(asked.reply().content(), "user_expressions");
    assertEquals(
        "6", Json.string(Json.child(Json.child(expressions, "good"), "data"), "text/plain", ""));
    assertEquals("error", Json.string(Json.child(expressions, "bad"), "status", ""));
  }

  @Test
  void kernel_info_comes_without_the_delay_of_polling() {
    long[] nanos = new long[40];
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      kernel.send(kernel.shell, "kernel_info_request", Map.of());
      assertNotNull(kernel.receive(kernel.shell, KernelClient.PATIENCE_MILLIS));
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    assertTrue(nanos[nanos.length / 10] < 20_000_000, nanos[nanos.length / 10] / 1e6 + " ms");
  }

  @Test
  void a_picture_arrives_whole() throws IOException {
    String base64 =
        kernel
            .run(
                "new java.awt.image.BufferedImage(321, 123, java.awt.image.BufferedImage.TYPE_INT_RGB)")
            .shown("image/png");

    byte[] png = Base64.getDecoder().decode(base64);
    assertEquals(321, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
    assertEquals(
        "IEND", new String(png, png.length - 8, 4, java.nio.charset.StandardCharsets.US_ASCII));
  }

  @Test
  void what_a_thread_prints_after_the_cells_end_goes_to_its_cell() {
    String own =
        kernel.send(
            kernel.shell,
            "execute_request",
            Map.of(
                "code",
                "new Thread(() -> { try { Thread.sleep(700); } catch (InterruptedException e) { }"
                    + " System.out.println(\"late\"); }).start();"));
    kernel.answer(own);
    kernel.run("System.out.println(\"another cell\");");

    Message late = null;
    while (late == null || !late.type().equals("stream")) {
      late = kernel.receive(kernel.iopub, KernelClient.PATIENCE_MILLIS);
      assertNotNull(late, "the late line did not come");
    }

    assertEquals("late\n", Json.string(late.content(), "text", ""));
    assertEquals(own, Json.string(late.parent(), "msg_id", ""));
  }

  @Test
  void what_a_pool_thread_of_an_earlier_cell_prints_goes_to_the_last_cell() {
    kernel.run("CompletableFuture.runAsync(() -> System.out.println(1)).join();");

    Answer answer = kernel.run("CompletableFuture.runAsync(() -> System.out.println(2)).join();");

    assertEquals("2\n", answer.text("stdout"));
  }

  @Test
  void inspection_shows_the_librarys_own_documentation() {
    Answer answer =
        kernel.ask("inspect_request", Map.of("code", "load", "cursor_pos", 4, "detail_level", 1));

    String text = Json.string(Json.child(answer.reply().content(), "data"), "text/plain", "");
    assertTrue(text.contains("Frame Twinstream.load(String file)"), text);
    assertTrue(text.contains("Reads a CSV file"), text);
  }

  private static String execute(String code, boolean stopOnError) {
    return kernel.send(
        kernel.shell, "execute_request", Map.of("code", code, "stop_on_error", stopOnError));
  }
}
