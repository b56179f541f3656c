package io.github.twinstream.kernel.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Names are looked up through the imports, also those that the startup script gives as one snippet.
 */
class InspectorTest {
  private final Cell cell = new Cell(0, (stream, text) -> {});
  private final JavaSession session = new JavaSession(List.of());
  private final Inspector inspector = new Inspector(session);

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void a_type_of_a_package_imported_in_the_bundled_snippet_has_its_documentation() {
    session.runStartup(
        cell, "import java.util.function.*;\nimport io.github.twinstream.progress.*;\n");

    String text = inspector.describe("Interrupts", 10, 0);

    assertTrue(text.contains("How long work learns that it is to stop"), text);
  }

  @Test
  void a_type_that_the_bundled_snippet_imports_by_name_has_its_documentation() {
    session.runStartup(
        cell,
        "import java.util.function.*;\nimport io.github.twinstream.progress.Interrupts;\n"
            + "import static java.lang.Math.*;\n");

    String text = inspector.describe("Interrupts.check", 16, 0);

    assertTrue(text.contains("Throws if the current thread is to stop"), text);
  }

  @Test
  void a_name_that_nothing_imports_is_unknown() {
    session.runStartup(cell, "import java.util.function.*;\nimport java.util.regex.*;\n");

    assertEquals("", inspector.describe("Interrupts", 10, 0));
  }
}
