package io.github.twinstream.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.kernel.eval.Cell;
import io.github.twinstream.kernel.eval.CellResult;
import io.github.twinstream.kernel.eval.JavaSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Cells with magics, run in a session of this process. */
class MagicsTest {
  private static final JavaSession SESSION = new JavaSession(List.of());

  private final StringBuffer printed = new StringBuffer();
  private final Cell cell = new Cell(3, (stream, text) -> printed.append(text));
  private final Magics magics = new Magics(SESSION);

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    SESSION.runStartup(new Cell(0, (stream, text) -> {}), "import java.util.*;");
  }

  @BeforeEach
  void forget() {
    SESSION.reset();
  }

  @AfterAll
  static void close() {
    SESSION.close();
  }

  @Test
  void java_and_magics_of_a_cell_run_in_their_order() {
    assertEquals(42, value("int a = 6;\n%time Thread.sleep(1)\na * 7"));

    assertTrue(printed.toString().matches("Time: [\\d.]+ ms\n"), printed.toString());
  }

  @Test
  void a_percent_sign_in_java_stays_java() {
    assertEquals(1, value("int b = 3;\nint rest = 7\n  % b;\nrest"));
    assertEquals("%who\n", value("\"\"\"\n%who\n\"\"\""));
    assertEquals("x = %who", value("String s = \"x = %who\";\ns"));
    assertEquals(5, value("// n = %who\n5"));
    assertEquals("", printed.toString());
  }

  @Test
  void the_value_of_a_magic_can_be_assigned() {
    assertEquals(4, value("int y = %time 1 + 2\ny + 1"));
    assertEquals(9, value("y = %time 8;\ny + 1"));
    assertEquals(System.getenv("PATH"), value("String path = %env PATH\npath"));
    assertEquals(true, value("var all = %env\nall instanceof Map"));
  }

  @Test
  void a_value_that_the_variable_does_not_take_is_an_error_and_one_that_is_none_too() {
    assertTrue(error("int wrong = %env PATH").contains("ClassCastException"));
    assertEquals(
        "cell 3, line 2: %who gives no value for List<String> names; write it on its own",
        error("int a = 1;\nList<String> names = %who"));
  }

  @Test
  void an_unknown_magic_is_named_with_its_line_and_the_nearest_name() {
    String message = error("int a = 1;\n%mavn a:b:1");

    assertTrue(message.startsWith("cell 3, line 2: no magic %mavn"), message);
    assertTrue(message.endsWith("did you mean %maven?"), message);
    assertTrue(error("%%who\n").contains("it is a line magic: %who"));
    assertTrue(error("%bash ls").contains("it is a cell magic: %%bash"));
  }

  @Test
  void an_error_ends_the_cell_and_the_magics_behind_it() {
    String message = error("%time 1 / 0\n%who\n");

    assertTrue(message.contains("/ by zero"), message);
    assertTrue(printed.toString().startsWith("Time: "), printed.toString());
    assertEquals(1, printed.toString().lines().count());
  }

  @Test
  void the_time_of_a_whole_cell_is_told_and_its_value_kept() {
    assertEquals(3, value("%%time\nint a = 1;\na + 2"));

    assertTrue(printed.toString().startsWith("Time: "), printed.toString());
    assertTrue(
        error("%%time\nint a = 1;\nint b = ;").contains("cell 3, line 3"), "the cell's line");
  }

  @Test
  void variables_are_listed_and_forgotten() {
    value("%who");
    value("int a = 1;\nvar names = List.of(\"x\");\n%who");
    value("%reset\n%who");

    assertEquals("no variables\na  int\nnames  List<String>\nno variables\n", printed.toString());
    assertTrue(error("a").contains("cannot find symbol"));
  }

  @Test
  void an_environment_variable_is_shown_and_a_misspelt_one_refused() {
    value("%env PATH");

    assertEquals(System.getenv("PATH") + "\n", printed.toString());
    assertTrue(error("%env PATHH").endsWith("did you mean 'PATH'?"));
    assertTrue(error("%env PATH=x").contains("cannot change its environment"));
  }

  @Test
  void help_lists_all_magics_or_one() {
    value("%help");
    int all = printed.toString().split("\n").length;
    printed.setLength(0);
    value("%help time");

    assertTrue(all > 20, () -> all + " lines");
    assertEquals(2, printed.toString().lines().filter(l -> l.contains("time")).count());
    assertTrue(error("%help timee").endsWith("did you mean %time?"));
  }

  @Test
  void names_are_completed() {
    assertEquals(List.of("%maven", "%mavenRepo"), magics.complete("%mav"));
    assertEquals(List.of("%%time"), magics.complete("%%ti"));
    assertEquals(List.of(), magics.complete("%zzz"));
  }

  @Test
  void folders_and_jars_are_added_for_the_cells_that_follow() throws IOException {
    Path classes = compiled("late", "Late", "public static int seven() { return 7; }");

    assertEquals(7, value("%classpath \"" + slashes(classes) + "\"\nlate.Late.seven()"));
    assertTrue(error("%classpath " + slashes(classes) + "/none").contains("does not exist"));
  }

  @Test
  void jars_match_a_glob_and_are_told_as_a_value_too() throws IOException {
    Path lib = Files.createDirectories(folder.resolve("my lib"));
    for (String name : List.of("a.jar", "b.jar")) {
      new ZipOutputStream(Files.newOutputStream(lib.resolve(name))).close();
    }
    Files.write(lib.resolve("c.txt"), new byte[0]);
    Object added = value("List<String> added = %jars \"" + slashes(lib) + "/*.jar\"\nadded");

    assertEquals(List.of(lib.resolve("a.jar").toString(), lib.resolve("b.jar").toString()), added);
    assertEquals("2 jars added\n", printed.toString());
    assertTrue(error("%jars \"" + slashes(lib) + "/*.zip\"").contains("no jar matches"));
    assertTrue(error("%jars").contains("nothing was given"));
  }

  @Test
  void a_file_that_is_no_jar_is_refused_and_the_cells_go_on() throws IOException {
    Path empty = Files.write(folder.resolve("empty.jar"), new byte[0]);
    Path cut = Files.write(folder.resolve("cut.jar"), new byte[] {'P', 'K', 3, 4, 0});

    assertTrue(error("%jars " + slashes(empty)).contains("cannot be read as a jar"));
    assertTrue(error("%classpath " + slashes(cut)).contains("it was not added"));
    assertEquals(2, value("1 + 1"));
  }

  @Test
  void a_script_is_loaded_with_or_without_its_ending_magics_included() throws IOException {
    Files.writeString(
        folder.resolve("setup.jsh"), "int base = 40;\n%time 1\nint two() { return 2; }");

    assertEquals(42, value("%load " + slashes(folder) + "/setup\nbase + two()"));
    assertEquals(42, value("%load " + slashes(folder) + "/setup.jsh\nbase + two()"));
    assertTrue(error("%load " + slashes(folder) + "/none").contains("no file"));
  }

  @Test
  void the_code_cells_of_a_notebook_are_loaded() throws IOException {
    Files.writeString(
        folder.resolve("one.ipynb"),
        "{\"nbformat\": 4, \"cells\": ["
            + "{\"cell_type\": \"markdown\", \"source\": \"int no = 1;\"},"
            + "{\"cell_type\": \"code\", \"source\": [\"int n = 1;\\n\", \"n++;\"]},"
            + "{\"cell_type\": \"code\", \"source\": \"n += 5;\"}]}");
    Files.writeString(folder.resolve("bad.ipynb"), "{\"worksheets\": []}");

    assertEquals(7, value("%load " + slashes(folder) + "/one\nn"));
    assertTrue(error("%load " + slashes(folder) + "/bad").contains("no notebook in format 4"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_shell_command_prints_into_the_cell_and_its_failure_is_one() {
    value("%sh echo one; echo two >&2");
    value("%%sh\nfor i in 1 2; do\n  echo line $i\ndone");

    assertTrue(printed.toString().contains("one\n") && printed.toString().contains("two\n"));
    assertTrue(printed.toString().endsWith("line 1\nline 2\n"), printed.toString());
    assertEquals("cell 3, line 1: the command ended with exit code 3", error("%sh exit 3"));
  }

  @Test
  void only_the_java_of_a_cell_is_handed_to_completion() {
    assertEquals("int a = 1;\n\n\n\na\n", magics.java("int a = 1;\n%who\nint b = %time 1\na"));
  }

  @Test
  void a_coordinate_that_is_none_is_refused_before_anything_is_fetched() {
    assertTrue(error("%maven").contains("nothing was given"));
    assertTrue(error("%maven justaname").contains("justaname"));
    assertTrue(error("%mavenRepo one").contains("1 words were given"));
    assertFalse(printed.toString().contains("added"));
  }

  private Object value(String code) {
    CellResult result = magics.run(cell, code);
    assertNull(result.error(), () -> String.join("\n", result.error().traceback()));
    return result.value();
  }

  private String error(String code) {
    CellResult result = magics.run(cell, code);
    assertNotNull(result.error(), () -> "no error in " + code);
    return result.error().name().equals("MagicError")
        ? result.error().message()
        : String.join("\n", result.error().traceback());
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }

  private Path compiled(String of, String name, String body) throws IOException {
    Path source =
        Files.writeString(
            folder.resolve(name + ".java"),
            "package " + of + "; public class " + name + " { " + body + " }");
    Path classes = Files.createDirectory(folder.resolve("classes of it"));
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString()));
    return classes;
  }
}
