package io.github.twinstream.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.github.twinstream.kernel.protocol.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was run, as {@code history_request} asks for it; a new object is a restarted kernel. */
class HistoryTest {
  @TempDir Path folder;

  private Path file;
  private History history;

  @BeforeEach
  void start() {
    file = folder.resolve("state/history.jsonl");
    history = new History(file);
  }

  @Nested
  class Range {
    @BeforeEach
    void run() {
      runInSession("a1", "a2");
      restart();
      runInSession("b1", "b2", "b3");
      restart();
      runInSession("c1", "c2");
    }

    @Test
    void session_zero_is_the_one_that_runs() {
      assertEquals(List.of("c1", "c2"), inputs(range(0)));
      assertEquals(List.of("c1", "c2"), inputs(Map.of("hist_access_type", "range")));
    }

    @Test
    void negative_sessions_count_back_and_positive_ones_from_the_first() {
      assertEquals(List.of("b1", "b2", "b3"), inputs(range(-1)));
      assertEquals(List.of("a1", "a2"), inputs(range(-2)));
      assertEquals(List.of(), inputs(range(-3)));
      assertEquals(List.of("a1", "a2"), inputs(range(1)));
      assertEquals(List.of("c1", "c2"), inputs(range(3)));
      assertEquals(List.of(), inputs(range(4)));
    }

    @Test
    void start_belongs_to_it_and_stop_does_not() {
      assertEquals(List.of("b2"), inputs(range(-1, 2, 3)));
      assertEquals(List.of("b1", "b2"), inputs(range(2, 0, 3)));
      assertEquals(List.of(), inputs(range(2, 2, 2)));
    }

    @Test
    void entries_name_session_and_line() {
      assertEquals(List.of(List.of(2, 2, "b2")), answer(range(2, 2, 3)));
    }

    private static Map<String, ?> range(int session) {
      return Map.of("hist_access_type", "range", "session", session);
    }

    private static Map<String, ?> range(int session, int start, int stop) {
      return Map.of("hist_access_type", "range", "session", session, "start", start, "stop", stop);
    }
  }

  @Nested
  class Tail {
    @Test
    void the_last_ones_come_oldest_first_over_sessions() {
      runInSession("a1", "a2");
      restart();
      runInSession("b1");

      assertEquals(List.of("a2", "b1"), inputs(tail(2)));
      assertEquals(List.of("a1", "a2", "b1"), inputs(tail(99)));
      assertEquals(List.of(), inputs(tail(0)));
      assertEquals(List.of(), inputs(tail(-1)));
    }

    @Test
    void ten_are_given_when_nothing_is_asked() {
      runInSession(IntStream.range(0, 11).mapToObj(i -> "c" + i).toArray(String[]::new));

      assertEquals(10, inputs(Map.of()).size());
      assertEquals("c1", inputs(Map.of()).get(0));
    }
  }

  @Nested
  class Search {
    @Test
    void a_star_means_any_text_and_a_question_mark_one_character() {
      runInSession("int x = 1;", "int y = 2;\nx + y", "x*y", "X");

      assertEquals(List.of("int x = 1;", "int y = 2;\nx + y", "x*y"), inputs(search("*x*")));
      assertEquals(List.of("x*y"), inputs(search("x?y")));
      assertEquals(List.of("int y = 2;\nx + y"), inputs(search("int*y")));
      assertEquals(List.of(), inputs(search("x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a\\b", "\\E", "\\Q.\\E", "(x", "[a-z]", "$1^", "값", "🙂🙃", ""})
    void other_characters_mean_themselves(String input) {
      runInSession("before", input, "after");

      assertEquals(List.of(input), inputs(search(input)));
    }

    @Test
    void a_question_mark_stands_for_a_whole_emoji() {
      runInSession("a🙂b");

      assertEquals(List.of("a🙂b"), inputs(search("a?b")));
    }

    @Test
    void unique_keeps_the_newest_of_equal_inputs() {
      runInSession("x", "y", "x", "z");

      assertEquals(
          List.of(List.of(1, 2, "y"), List.of(1, 3, "x"), List.of(1, 4, "z")),
          answer(Map.of("hist_access_type", "search", "unique", true)));
      assertEquals(List.of("x", "y", "x", "z"), inputs(search("*")));
    }

    @Test
    void n_keeps_the_newest() {
      runInSession("x1", "y", "x2", "x3");

      assertEquals(
          List.of("x2", "x3"),
          inputs(Map.of("hist_access_type", "search", "pattern", "x*", "n", 2)));
    }

    private static Map<String, ?> search(String pattern) {
      return Map.of("hist_access_type", "search", "pattern", pattern);
    }
  }

  @Nested
  class Output {
    @Test
    void it_is_given_when_asked_for_and_null_when_there_was_none() {
      history.add(1, "6 * 7", "42");
      history.add(2, "int x;", null);
      restart();

      assertEquals(
          List.of(
              List.of(1, 1, List.of("6 * 7", "42")), List.of(1, 2, Arrays.asList("int x;", null))),
          answer(Map.of("output", true)));
      assertEquals(List.of(List.of(1, 1, "6 * 7"), List.of(1, 2, "int x;")), answer(Map.of()));
    }

    @Test
    void a_long_one_is_cut_and_the_input_is_not() {
      history.add(1, "i".repeat(20_000), "o".repeat(20_000));

      assertEquals(
          List.of(List.of(1, 1, List.of("i".repeat(20_000), "o".repeat(10_000)))),
          answer(Map.of("output", true)));
    }
  }

  @Nested
  class Kept {
    @Test
    void inputs_come_back_character_by_character() {
      String hostile = "String s = \"\"\"\n\t<b>&\u2028\r\n\\u0041 값 🙂\0\"\"\";";
      runInSession(hostile);
      restart();

      assertEquals(List.of(hostile), inputs(tail(1)));
    }

    @Test
    void a_restart_without_cells_takes_no_session_number() {
      runInSession("a1");
      restart();
      assertEquals(List.of("a1"), inputs(tail(5)));
      restart();
      runInSession("b1");

      assertEquals(List.of(List.of(1, 1, "a1"), List.of(2, 1, "b1")), answer(tail(5)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "null",
          "{}",
          "[]",
          "[1,2]",
          "[1,2,\"cut sho",
          "not json at all",
          "[\"one\",2,\"x\",null]",
          "[1,2,null,null]",
          "[1,2,{},null]",
          "[1,2,\"x\",{}]",
          "[1,[],\"x\",null]"
        })
    void a_damaged_line_is_skipped_and_the_rest_read(String damaged) throws IOException {
      runInSession("a1");
      append((damaged + "\n").getBytes(StandardCharsets.UTF_8));
      restart();
      runInSession("b1");
      restart();

      assertEquals(List.of(List.of(1, 1, "a1"), List.of(2, 1, "b1")), answer(tail(9)));
    }

    @Test
    void a_line_cut_within_a_character_costs_no_other_line() throws IOException {
      runInSession("a1");
      byte[] whole = "[1,2,\"값".getBytes(StandardCharsets.UTF_8);
      append(Arrays.copyOf(whole, whole.length - 1));
      restart();
      runInSession("b1", "b2");
      restart();

      assertEquals(
          List.of(List.of(1, 1, "a1"), List.of(2, 1, "b1"), List.of(2, 2, "b2")), answer(tail(9)));
    }

    @Test
    void a_folder_that_cannot_be_made_only_means_that_nothing_is_kept() throws IOException {
      Files.writeString(folder.resolve("taken"), "a file");
      file = folder.resolve("taken/history.jsonl");
      restart();
      runInSession("a1");
      assertEquals(List.of("a1"), inputs(tail(9)));
      restart();

      assertEquals(List.of(), inputs(tail(9)));
      assertEquals("a file", Files.readString(folder.resolve("taken")));
    }

    @Test
    void a_folder_in_place_of_the_file_does_no_harm_either() throws IOException {
      Files.createDirectories(file);
      runInSession("a1");

      assertEquals(List.of("a1"), inputs(tail(9)));
      assertTrue(Files.isDirectory(file));
    }

    @Test
    void beyond_ten_thousand_entries_the_newer_half_is_kept() throws IOException {
      append(lines(1, 10_000));
      assertEquals(10_000, inputs(tail(99_999)).size());
      append(lines(2, 1));
      restart();
      assertEquals(5_000, inputs(tail(99_999)).size());
      assertEquals(5_000, Files.readAllLines(file).size());
      runInSession("new");
      restart();

      List<List<Object>> kept = answer(tail(99_999));
      assertEquals(List.of(1, 5_002, "in 5002"), kept.get(0));
      assertEquals(
          List.of(List.of(2, 1, "in 1"), List.of(3, 1, "new")), kept.subList(4_999, 5_001));
    }

    @Test
    void a_short_file_is_not_written_anew() throws IOException {
      append(lines(1, 3));
      byte[] before = Files.readAllBytes(file);

      assertEquals(3, inputs(tail(9)).size());
      assertFalse(before.length == 0);
      assertEquals(new String(before, StandardCharsets.UTF_8), Files.readString(file));
    }

    private static byte[] lines(int session, int count) {
      return IntStream.rangeClosed(1, count)
          .mapToObj(line -> Json.text(Arrays.asList(session, line, "in " + line, null)) + "\n")
          .collect(Collectors.joining())
          .getBytes(StandardCharsets.UTF_8);
    }

    private void append(byte[] bytes) throws IOException {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private void restart() {
    history = new History(file);
  }

  private void runInSession(String... inputs) {
    for (int i = 0; i < inputs.length; i++) {
      history.add(i + 1, inputs[i], null);
    }
  }

  private static Map<String, ?> tail(int n) {
    return Map.of("hist_access_type", "tail", "n", n);
  }

  private List<List<Object>> answer(Map<String, ?> request) {
    JsonObject content = Json.tree(request).getAsJsonObject();
    return history.answer(content);
  }

  private List<Object> inputs(Map<String, ?> request) {
    return answer(request).stream().map(entry -> entry.get(2)).toList();
  }
}
