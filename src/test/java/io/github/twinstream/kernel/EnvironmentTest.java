package io.github.twinstream.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of the kernel in environment variables, its own names and IJava's. */
class EnvironmentTest {
  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    for (String name : List.of("c.jar", "a.jar", "b.jar", "notes.txt", "2.jsh", "1.jsh")) {
      Files.createFile(folder.resolve(name));
    }
  }

  @Nested
  class Names {
    @Test
    void both_kinds_are_read() {
      for (String prefix : List.of("TWINSTREAM_", "IJAVA_")) {
        assertEquals(
            List.of("-parameters"),
            Environment.compilerOptions(Map.of(prefix + "COMPILER_OPTS", "-parameters")));
        assertEquals(
            List.of("one.jar"), Environment.classpath(Map.of(prefix + "CLASSPATH", "one.jar")));
        assertEquals(
            List.of(Path.of("one.jsh")),
            Environment.scripts(Map.of(prefix + "STARTUP_SCRIPTS_PATH", "one.jsh")));
        assertEquals("int x;", Environment.code(Map.of(prefix + "STARTUP_SCRIPT", "int x;")));
      }
    }

    @Test
    void our_own_win_over_ijavas() {
      assertEquals(
          List.of("ours.jar"),
          Environment.classpath(
              Map.of("IJAVA_CLASSPATH", "theirs.jar", "TWINSTREAM_CLASSPATH", "ours.jar")));
    }

    @Test
    void an_empty_one_of_ours_switches_ijavas_off() {
      assertEquals(
          "",
          Environment.code(
              Map.of("IJAVA_STARTUP_SCRIPT", "int x;", "TWINSTREAM_STARTUP_SCRIPT", "")));
    }

    @Test
    void nothing_set_or_empty_means_nothing() {
      for (Map<String, String> environment :
          List.of(
              Map.<String, String>of(),
              Map.of(
                  "TWINSTREAM_COMPILER_OPTS", "",
                  "TWINSTREAM_CLASSPATH", "",
                  "TWINSTREAM_STARTUP_SCRIPTS_PATH", ""))) {
        assertEquals(List.of(), Environment.compilerOptions(environment));
        assertEquals(List.of(), Environment.classpath(environment));
        assertEquals(List.of(), Environment.scripts(environment));
        assertEquals("", Environment.code(environment));
      }
    }
  }

  @Test
  void compiler_options_are_split_at_any_blanks() {
    assertEquals(
        List.of("-parameters", "-Xlint:all", "--release", "17"),
        Environment.compilerOptions(
            Map.of("TWINSTREAM_COMPILER_OPTS", "  -parameters\t-Xlint:all  --release\n17 ")));
  }

  @Nested
  class Paths {
    @Test
    void several_keep_their_order_and_empty_ones_are_left_out() {
      assertEquals(
          List.of("z.jar", "classes", "a.jar"), classpath("z.jar", "", "classes", " ", "a.jar"));
    }

    @Test
    void those_without_a_star_need_not_exist() {
      assertEquals(List.of("no/such.jar"), classpath("no/such.jar"));
    }

    @Test
    void a_star_means_all_jars_or_all_scripts_of_the_folder_by_name() {
      assertEquals(in("a.jar", "b.jar", "c.jar"), classpath(folder + "/*"));
      assertEquals(
          List.of(folder.resolve("1.jsh"), folder.resolve("2.jsh")),
          Environment.scripts(Map.of("TWINSTREAM_STARTUP_SCRIPTS_PATH", folder + "/*")));
    }

    @Test
    void a_star_with_an_ending_means_the_files_with_that_ending() {
      assertEquals(in("a.jar", "b.jar", "c.jar"), classpath(folder + "/*.jar"));
      assertEquals(in("notes.txt"), classpath(folder + "/n*.txt"));
      assertEquals(List.of(), classpath(folder + "/*.zip"));
    }

    @Test
    void names_and_stars_can_be_mixed() {
      List<String> expected = new ArrayList<>(in("a.jar", "b.jar", "c.jar"));
      expected.add(0, "first.jar");
      expected.add("last.jar");

      assertEquals(expected, classpath("first.jar", folder + "/*.jar", "last.jar"));
    }

    @Test
    void a_missing_folder_is_named_and_the_other_paths_count() {
      String missing = folder.resolve("missing") + "/*.jar";

      String said =
          said(() -> assertEquals(List.of("a.jar", "b.jar"), classpath("a.jar", missing, "b.jar")));

      assertEquals(
          "nothing can be read at " + missing + ": there is no folder " + folder.resolve("missing"),
          said);
    }

    @Test
    void a_file_in_place_of_a_folder_is_named_too() {
      String wrong = folder.resolve("notes.txt") + "/*.jar";

      String said = said(() -> assertEquals(List.of(), classpath(wrong)));

      assertTrue(said.startsWith("nothing can be read at " + wrong + ": "), said);
    }

    @Test
    void a_wrong_pattern_is_named_and_does_not_end_the_kernel() {
      String wrong = folder + "/*.{jar";

      String said = said(() -> assertEquals(List.of("a.jar"), classpath(wrong, "a.jar")));

      assertTrue(said.startsWith("nothing can be read at " + wrong + ": "), said);
    }

    private List<String> classpath(String... entries) {
      return Environment.classpath(
          Map.of("TWINSTREAM_CLASSPATH", String.join(File.pathSeparator, entries)));
    }

    private List<String> in(String... names) {
      return Arrays.stream(names).map(name -> folder.resolve(name).toString()).toList();
    }

    private static String said(Runnable what) {
      PrintStream before = System.err;
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      try {
        what.run();
      } finally {
        System.setErr(before);
      }
      return bytes.toString(StandardCharsets.UTF_8).strip();
    }
  }
}
