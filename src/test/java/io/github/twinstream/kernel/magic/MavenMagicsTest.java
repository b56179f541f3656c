package io.github.twinstream.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.kernel.eval.Cell;
import io.github.twinstream.kernel.eval.JavaSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code %maven} adds, leaves out and says; the local repository is a folder of the test. */
class MavenMagicsTest {
  private static final JavaSession SESSION = new JavaSession(List.of());

  private final StringBuilder printed = new StringBuilder();

  @TempDir Path repository;
  private MavenMagics maven;

  @BeforeEach
  void fill() throws Exception {
    ArtifactFiles files = new ArtifactFiles(repository);
    files.add("top", "middle");
    files.add("middle");
    // in this process too, but in other versions
    files.add("gson");
    files.add("guava");
    files.add("both", "gson", "guava", "middle");
    maven = new MavenMagics(new MavenResolver(MavenSettings.read(), repository));
  }

  @AfterAll
  static void close() {
    SESSION.close();
  }

  @Test
  void a_library_comes_with_what_it_needs_and_only_once() throws Exception {
    assertEquals(List.of("middle-1.jar", "top-1.jar"), added("--offline g:top:1"));
    assertEquals(List.of(), added("--offline g:top:1"));
    assertEquals("", printed.toString());
  }

  @Test
  void one_jar_that_the_kernel_has_in_another_version_is_left_out_and_named() throws Exception {
    assertEquals(List.of(), added("--offline g:gson:1"));

    assertTrue(
        printed.toString().startsWith("gson-1.jar left out: the kernel itself runs with gson-"),
        printed.toString());
  }

  @Test
  void of_several_only_the_number_is_told_and_the_names_when_asked_for() throws Exception {
    assertEquals(List.of("both-1.jar", "middle-1.jar"), added("--offline g:both:1"));

    assertEquals(
        "2 jars left out: the kernel itself runs with other versions of them (--verbose names"
            + " them)\n",
        printed.toString());

    printed.setLength(0);
    added("--offline --verbose g:both:1");
    assertEquals(2, printed.toString().lines().filter(l -> l.contains("-1.jar left out")).count());
  }

  @Test
  void an_artifact_that_is_nowhere_is_named_with_the_places_tried() {
    MagicException lost = assertThrows(MagicException.class, () -> added("--offline g:nowhere:7"));

    assertTrue(lost.getMessage().contains("g:nowhere"), lost.getMessage());
    assertTrue(lost.getMessage().contains(repository.toString()), lost.getMessage());
  }

  private List<String> added(String words) throws MagicException, IOException {
    Cell cell = new Cell(1, (stream, text) -> printed.append(text));
    Call call = new Call(SESSION, cell, "maven", words, null, 1, true);
    Object paths = maven.add(call).value();
    return ((List<?>) paths)
        .stream().map(p -> Path.of((String) p).getFileName().toString()).sorted().toList();
  }
}
