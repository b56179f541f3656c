package io.github.twinstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.DataException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static final Script SCRIPT = new Script();

  @AfterAll
  static void close() {
    SCRIPT.close();
  }

  private static String failure(String code) {
    return assertThrows(DataException.class, () -> SCRIPT.run("s.jsh", code, 1)).getMessage();
  }

  @Test
  void a_chain_may_begin_its_lines_with_dots_and_the_verbs_are_there() {
    SCRIPT.run(
        "s.jsh",
        """
        var users = load("data/Users.csv")
            .clean(c -> c
                .dropMissing("Age")
                // a comment between the links
                .keepWhere("Age", above(0)));

        System.setProperty("script.rows", "" + users.data().rows());
        """,
        1);

    assertTrue(Integer.getInteger("script.rows") > 400);
  }

  @Test
  void what_one_script_declares_the_next_sees() {
    SCRIPT.run("a.jsh", "int twice(int n) { return 2 * n; }", 1);
    SCRIPT.run("b.jsh", "System.setProperty(\"script.twice\", \"\" + twice(21));", 1);

    assertEquals("42", System.getProperty("script.twice"));
  }

  @Test
  void everything_after_exit_is_left_out() {
    SCRIPT.run("s.jsh", "int before = 1;\n/exit\nthis is no Java", 1);
  }

  @Test
  void an_error_of_the_compiler_names_the_line_and_points_at_the_place() {
    assertEquals(
        """
        s.jsh:4: incompatible types: java.lang.String cannot be converted to int
            int n = "three";
                    ^""",
        failure("\n// one\nint one = 1;\nint n = \"three\";\nint after = 1;"));
  }

  @Test
  void an_error_inside_a_chain_names_its_own_line() {
    String message = failure("int x = 1;\nvar t = List.of(1)\n    .stream()\n    .nope();");

    assertTrue(message.startsWith("s.jsh:4: cannot find symbol"), message);
    assertTrue(message.contains("\n        .nope();\n"), message);
  }

  @Test
  void an_exception_names_its_line_its_callers_and_its_causes() {
    String message =
        failure(
            """
            void deep() {
              throw new IllegalStateException("deep", new RuntimeException("deeper"));
            }
            int x = 2;
            deep();
            """);

    assertEquals(
        """
        s.jsh:2: IllegalStateException: deep
        caused by RuntimeException: deeper
          called from s.jsh:5""",
        message);
  }

  @Test
  void bad_data_is_told_in_the_words_of_the_verb() {
    String message = failure("load(\"data/Userz.csv\");");

    assertTrue(message.startsWith("s.jsh:1: DataException: cannot read data/Userz.csv"), message);
    assertTrue(message.contains("Users.csv"), message);
  }

  @Test
  void a_method_that_needs_what_is_not_there_fails_when_it_is_called() {
    String message = failure("int x = 1;\nint later() { return missing(); }\nlater();");

    assertEquals("s.jsh:2: not defined: method missing()\n  called from s.jsh:3", message);
  }

  @Test
  void a_command_of_the_jshell_tool_is_refused_by_name() {
    assertEquals(
        "s.jsh:2: '/set feedback silent' is a command of the jshell tool; a script is Java, and may"
            + " end with /exit",
        failure("int a = 1;\n/set feedback silent\n"));
  }
}
