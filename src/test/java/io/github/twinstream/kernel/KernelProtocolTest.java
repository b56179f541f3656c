package io.github.twinstream.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.github.twinstream.kernel.KernelClient.Answer;
import io.github.twinstream.kernel.protocol.Json;
import io.github.twinstream.kernel.protocol.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the protocol asks of a kernel, and what cells can do, over real sockets. */
@Timeout(120)
class KernelProtocolTest {
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
  void the_heartbeat_comes_back() {
    kernel.heartbeat.setReceiveTimeOut(KernelClient.PATIENCE_MILLIS);
    kernel.heartbeat.send("beat");
    assertArrayEquals(
        "beat".getBytes(java.nio.charset.StandardCharsets.US_ASCII), kernel.heartbeat.recv());
  }

  @Test
  void messages_of_a_cell_come_in_the_protocols_order() {
    Answer answer = kernel.run("System.out.println(1);\n2");

    assertEquals(
        List.of("status", "execute_input", "stream", "execute_result", "status"), answer.types());
  }

  @Test
  void a_compile_error_names_the_cells_line_and_puts_a_caret() {
    Answer answer = kernel.run("int good = 1;\n\nint bad = \"text\" + good;");

    int cell = Json.number(answer.reply().content(), "execution_count", 0);
    assertEquals(
        "cell "
            + cell
            + ", line 3: incompatible types: java.lang.String cannot be converted to int\n"
            + "    int bad = \"text\" + good;\n"
            + "              ^^^^^^^^^^^^^",
        answer.trace());
  }

  @Test
  void an_exception_that_is_a_value_is_shown_without_the_kernels_frames() {
    String shown =
        kernel
            .run("new IllegalStateException(\"outer\", new Error(\"inner\"))")
            .shown("text/plain");

    assertEquals(
        "java.lang.IllegalStateException: outer\nCaused by: java.lang.Error: inner", shown);
  }

  @Test
  void an_expression_of_the_front_end_that_fails_is_named_as_such() {
    Answer answer =
        kernel.ask(
            "execute_request",
            Map.of("code", "1", "user_expressions", Map.of("bad", "noSuchName")));

    JsonObject bad = Json.child(Json.child(answer.reply().content(), "user_expressions"), "bad");
    String text = Json.string(bad, "evalue", "");
    assertTrue(text.startsWith("the front end's expression, line 1: cannot find symbol"), text);
  }

  @Test
  void exit_is_refused_with_the_reason() {
    Answer answer = kernel.run("System.exit(3);");
    Answer byReference =
        kernel.run("java.util.function.IntConsumer c = System::exit; c.accept(4);");
    Answer halt = kernel.run("Runtime.getRuntime().halt(5);");

    assertTrue(
        answer.trace().contains("System.exit(3) refused: it would end the kernel"), answer.trace());
    assertTrue(byReference.trace().contains("System.exit(4) refused"), byReference.trace());
    assertTrue(halt.trace().contains("System.exit(5) refused"), halt.trace());
    assertEquals("2", kernel.run("1 + 1").shown("text/plain"));
  }

  @Test
  void input_is_asked_for_and_a_password_is_hidden() {
    String id =
        kernel.send(
            kernel.shell,
            "execute_request",
            Map.of(
                "allow_stdin",
                true,
                "code",
                "String line = new Scanner(System.in).nextLine();\n"
                    + "String secret = Display.readPassword(\"Key: \");\nline + secret"));

    Message first = kernel.receive(kernel.stdin, KernelClient.PATIENCE_MILLIS);
    assertEquals("input_request", first.type());
    kernel.send(kernel.stdin, "input_reply", Map.of("value", "typed "));
    Message second = kernel.receive(kernel.stdin, KernelClient.PATIENCE_MILLIS);
    assertEquals("Key: ", Json.string(second.content(), "prompt", ""));
    assertTrue(Json.flag(second.content(), "password", false));
    kernel.send(kernel.stdin, "input_reply", Map.of("value", "hidden"));

    assertEquals("typed hidden", kernel.answer(id).shown("text/plain"));
  }

  @Test
  void input_that_the_front_end_does_not_allow_is_an_error() {
    Answer answer =
        kernel.ask("execute_request", Map.of("code", "System.in.read()", "allow_stdin", false));

    assertTrue(answer.trace().contains("this front end cannot be asked for input"), answer.trace());
  }

  @Test
  void an_interrupt_ends_waiting_for_input() {
    String id =
        kernel.send(
            kernel.shell,
            "execute_request",
            Map.of("code", "System.in.read()", "allow_stdin", true));
    assertEquals(
        "input_request", kernel.receive(kernel.stdin, KernelClient.PATIENCE_MILLIS).type());

    kernel.send(kernel.control, "interrupt_request", Map.of());
    kernel.receive(kernel.control, KernelClient.PATIENCE_MILLIS);

    assertEquals("Interrupted", Json.string(kernel.answer(id).first("error"), "ename", ""));
  }

  @Test
  void displays_are_shown_updated_and_cleared() {
    Answer answer =
        kernel.run(
            "String id = Display.displayMime(Map.of(\"text/html\", \"<b>1</b>\"));\n"
                + "Display.updateMime(id, Map.of(\"text/html\", \"<b>2</b>\"));\n"
                + "Display.clearOutput(true);");

    JsonObject shown = answer.first("display_data");
    JsonObject updated = answer.first("update_display_data");
    assertEquals("<b>1</b>", Json.string(Json.child(shown, "data"), "text/html", ""));
    assertEquals("<b>2</b>", Json.string(Json.child(updated, "data"), "text/html", ""));
    assertEquals(Json.child(shown, "transient"), Json.child(updated, "transient"));
    assertTrue(Json.flag(answer.first("clear_output"), "wait", false));
  }

  @Test
  void comms_without_target_are_closed_and_registered_ones_answer() {
    String lost =
        kernel.send(
            kernel.shell,
            "comm_open",
            Map.of("comm_id", "a", "target_name", "none", "data", Map.of()));
    List<Message> refused = kernel.published(lost);
    assertEquals("comm_close", refused.get(1).type());

    kernel.run(
        "io.github.twinstream.kernel.Comms.comms().register(\"echo\","
            + " (comm, data) -> comm.send(Map.of(\"back\", data.getOrDefault(\"x\", \"\"))));");
    kernel.published(
        kernel.send(
            kernel.shell,
            "comm_open",
            Map.of("comm_id", "b", "target_name", "echo", "data", Map.of())));
    List<Message> echoed =
        kernel.published(
            kernel.send(
                kernel.shell, "comm_msg", Map.of("comm_id", "b", "data", Map.of("x", "y"))));
    assertEquals("y", Json.string(Json.child(echoed.get(1).content(), "data"), "back", ""));

    Answer info = kernel.ask("comm_info_request", Map.of("target_name", "echo"));
    assertEquals(
        "{\"b\":{\"target_name\":\"echo\"}}",
        Json.child(info.reply().content(), "comms").toString());
  }

  @Test
  void debugging_is_answered_as_unsupported() {
    kernel.send(kernel.control, "debug_request", Map.of("command", "attach", "seq", 7));
    Message reply = kernel.receive(kernel.control, KernelClient.PATIENCE_MILLIS);

    assertEquals("debug_reply", reply.type());
    assertFalse(Json.flag(reply.content(), "success", true));
    assertEquals(7, Json.number(reply.content(), "request_seq", 0));
  }

  @Test
  void completion_knows_the_parameter_of_a_lambda_of_the_library() {
    kernel.run("import io.github.twinstream.*;\nSplit split = null;");

    assertCompleted("load(\"a.csv\").clean(c -> c.", "dropMissing(", "keepWhere(");
    assertCompleted("load(\"a.csv\").clean(c -> c\n    .dropMissing(\"a\")\n    .", "keepWhere(");
    assertCompleted("load(\"a.csv\").clean(c -> {\n  return c.", "dropMissing(");
    assertCompleted("var s = split.streams(s -> s.numeric(\"a\").", "categorical(", "stream(");
    assertCompleted("split.streams(s -> s).train(finalMlp(), t -> t.epochs(3).", "batchSize(");
    assertCompleted("List.of(\"a\").stream().map(x -> x.trim()).filter(y -> y.", "isEmpty()");
  }

  private static void assertCompleted(String code, String... wanted) {
    Answer answer =
        kernel.ask("complete_request", Map.of("code", code, "cursor_pos", code.length()));
    String matches = answer.reply().content().get("matches").toString();
    for (String each : wanted) {
      assertTrue(matches.contains("\"" + each), code + " -> " + matches);
    }
  }

  @Test
  void positions_count_characters_beyond_the_basic_plane_once() {
    String code = "\"\ud83d\ude00\".leng";
    Answer answer = kernel.ask("complete_request", Map.of("code", code, "cursor_pos", 8));

    assertEquals("[\"length()\"]", answer.reply().content().get("matches").toString());
    assertEquals(4, Json.number(answer.reply().content(), "cursor_start", 0));
  }

  @Test
  void completeness_is_told() {
    assertEquals("incomplete", complete("int f(int a) {"));
    assertEquals("complete", complete("int f(int a) { return a; }"));
    assertEquals("invalid", complete("int a = ;"));
    assertEquals("complete", complete("%maven a:b:c"));
  }

  @Test
  void redefinition_releases_what_the_old_values_held() {
    for (int i = 0; i < 10; i++) {
      Answer big = kernel.run("byte[] big = new byte[60_000_000];\nbig.length");
      assertEquals("60000000", big.shown("text/plain"));
      Answer held =
          kernel.run(
              "class Holder { static final byte[] DATA = new byte[60_000_000]; }\nHolder.DATA.length");
      assertEquals("60000000", held.shown("text/plain"));
    }
  }

  @Test
  void a_variable_keeps_its_value_when_only_what_its_code_names_is_redefined() {
    kernel.run("int one() { return 1; }\nSupplier<Integer> ask = () -> one();\nint count = 5;");
    kernel.run("int one() { return 2; }\nlong one(int a) { return a; }\nint count = 6;");

    assertEquals("6", kernel.run("count").shown("text/plain"));
    assertEquals("2", kernel.run("one()").shown("text/plain"));
    assertTrue(kernel.run("ask.get() > 0").shown("text/plain").equals("true"));
  }

  @Test
  void types_that_need_each_other_work_across_snippets() {
    Answer answer =
        kernel.run(
            "sealed interface Shape permits Disc, Box {}\nrecord Disc(int r) implements Shape {}\n"
                + "record Box(int a) implements Shape {}\nclass Open { int inside = 5; protected int more() { return 6; } }\n"
                + "Shape shape = new Box(2);\nnew Open().inside + new Open().more() + (shape instanceof Box b ? b.a() : 0)");

    assertEquals("13", answer.shown("text/plain"));
    assertEquals("", answer.text("stderr"));
  }

  @Test
  void a_method_that_lacks_something_says_what() {
    Answer declared = kernel.run("int lacking() { return missing(); }");
    Answer called = kernel.run("lacking()");

    String text = "lacking is declared, but cannot be used until method missing() is declared";
    assertEquals(text + "\n", declared.text("stderr"));
    assertTrue(called.trace().contains(text), called.trace());
  }

  private static String complete(String code) {
    return kernel.ask("is_complete_request", Map.of("code", code)).status();
  }
}
