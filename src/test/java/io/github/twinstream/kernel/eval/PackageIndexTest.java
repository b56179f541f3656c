package io.github.twinstream.kernel.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageIndexTest {
  private static final Cell QUIET = new Cell(1, (stream, text) -> {});

  @TempDir Path folder;
  private Path jar;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    jar = folder.resolve("with space.jar");
    file = folder.resolve("packages.index");
    pack("a/b/C.class", "a/text.txt", "Top.class", "META-INF/versions/11/v/D.class");
    PackageIndex.write(List.of(jar.toString(), folder.toString(), "gone.jar"), file);
  }

  private void pack(String... names) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
      }
    }
  }

  @Test
  void a_jar_may_hold_the_packages_of_its_classes_only() throws IOException {
    PackageIndex index = PackageIndex.read(file);

    assertTrue(index.mayHold(jar, "a.b"));
    assertTrue(index.mayHold(jar, ""));
    assertTrue(index.mayHold(jar, "v"));
    assertFalse(index.mayHold(jar, "a"));
  }

  @Test
  void the_description_of_a_module_is_no_class_of_the_package_without_a_name() throws IOException {
    pack("a/b/C.class", "module-info.class", "META-INF/versions/9/module-info.class");
    PackageIndex.write(List.of(jar.toString()), file);

    PackageIndex index = PackageIndex.read(file);

    assertTrue(index.mayHold(jar, "a.b"));
    assertFalse(index.mayHold(jar, ""));
  }

  @Test
  void what_is_not_known_or_has_changed_may_hold_everything() throws IOException {
    assertTrue(PackageIndex.read(file).mayHold(folder, "a"));

    pack("a/b/C.class", "a/New.class");

    assertTrue(PackageIndex.read(file).mayHold(jar, "a"));
  }

  @Test
  void cells_find_the_classes_of_all_jars_and_of_those_added_later() throws IOException {
    // GIVEN a session whose whole class path is indexed
    List<String> classpath =
        Arrays.asList(System.getProperty("java.class.path").split(java.io.File.pathSeparator));
    PackageIndex.write(classpath, file);
    try (JavaSession session = new JavaSession(List.of(), PackageIndex.read(file))) {
      // WHEN cells use jars and folders of it, types in signatures of other jars among them
      String code =
          "import tech.tablesaw.api.*;\n"
              + "var column = IntColumn.create(\"n\", 1, 2, 3);\n"
              + "column.isGreaterThan(1).size() + new org.apache.commons.math3.complex.Complex(1).getReal()";
      CellResult used = session.run(QUIET, code);
      CellResult lost = session.run(QUIET, "import no.such.Thing;");

      // THEN they are found, and only they
      assertEquals(3.0, used.value(), () -> String.valueOf(used.error()));
      assertTrue(lost.error() != null);

      // AND a jar that is added is found too
      session.addToClasspath(compiled().toString());
      assertEquals(7, session.run(QUIET, "new late.Late().seven()").value());
    }
  }

  private Path compiled() throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("Late.java"),
            "package late; public class Late { public int seven() { return 7; } }");
    Path classes = Files.createDirectory(folder.resolve("classes"));
    int code =
        javax.tools.ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString());
    assertEquals(0, code);
    return classes;
  }
}
