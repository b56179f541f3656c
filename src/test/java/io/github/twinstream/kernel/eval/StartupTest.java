package io.github.twinstream.kernel.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Startup scripts: what they import and declare is there in every cell. */
class StartupTest {
  private static final String SCRIPT =
      """
      import java.util.function.*;
      import java.util.stream.*;
      import static java.lang.Math.*;

      int three() { return 3; }
      """;

  private final Cell cell = new Cell(0, (stream, text) -> {});
  private final JavaSession session = new JavaSession(List.of());

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void all_imports_hold_and_what_follows_them_is_run() {
    assertNull(session.runStartup(cell, SCRIPT).error());

    assertEquals(6, value("Stream.of(1, 2).mapToInt(i -> abs(-i)).sum() + three()"));
  }

  @Test
  void importing_again_what_the_script_imports_takes_nothing_away() {
    session.runStartup(cell, SCRIPT);

    value("import java.util.function.*;\n1");
    value("import java.util.stream.*;\n1");

    assertEquals(
        3L,
        value("Function<Integer, Long> f = i -> i + 1L;\nStream.of(2).map(f).findFirst().get()"));
  }

  @Test
  void a_wrong_import_is_named_and_those_before_it_hold() {
    assertNotNull(
        session.runStartup(cell, "import java.util.stream.*;\nimport no.such.Type;\n").error());

    assertEquals(1L, value("Stream.of(1).count()"));
  }

  private Object value(String code) {
    CellResult result = session.run(cell, code);
    assertNull(result.error(), () -> String.join("\n", result.error().traceback()));
    return result.value();
  }
}
