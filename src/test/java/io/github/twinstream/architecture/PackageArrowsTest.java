package io.github.twinstream.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the arrows of ARCHITECTURE.md: each package uses only what its line names. */
class PackageArrowsTest {
  private static final String BASE = "io.github.twinstream";
  private static final Set<String> FREE =
      Set.of("error", "progress", "display", "engine", "json", "archive", "onnx");
  private static final Map<String, Set<String>> ARROWS = arrows();
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  private static Map<String, Set<String>> arrows() {
    Map<String, Set<String>> arrows = new LinkedHashMap<>();
    FREE.forEach(name -> arrows.put(name, Set.of("error")));
    arrows.put("archive", Set.of("error", "json", "display", "progress"));
    arrows.put("table", Set.of());
    arrows.put("clean", Set.of("table"));
    arrows.put("split", Set.of("table"));
    arrows.put("text", Set.of("table"));
    arrows.put("sample", Set.of());
    arrows.put("dataset", Set.of("table"));
    arrows.put("feature", Set.of("table", "text"));
    arrows.put("model", Set.of("feature"));
    arrows.put("train", Set.of("feature", "model"));
    arrows.put("config", Set.of("table", "feature", "model", "train"));
    arrows.put("rank", Set.of("table", "feature", "model", "train"));
    arrows.put("evaluate", Set.of("rank", "train"));
    arrows.put("explain", Set.of("table", "feature", "model", "rank", "evaluate"));
    arrows.put("chart", Set.of("text", "clean", "train", "rank", "evaluate", "explain"));
    arrows.put(
        "bundle",
        Set.of("table", "clean", "split", "text", "feature", "model", "train", "rank", "evaluate"));
    arrows.put("baseline", Set.of("table", "feature", "model"));
    arrows.put("notebook", Set.of("chart", "train"));
    arrows.put("serve", Set.of("table", "rank", "bundle"));
    arrows.put("kernel", Set.of());
    return arrows;
  }

  @Test
  void every_package_uses_only_what_its_line_in_the_architecture_names() {
    Set<String> broken = new TreeSet<>();
    for (JavaClass origin : CLASSES) {
      String from = slice(origin);
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass();
        if (!target.getPackageName().startsWith(BASE) || slice(target).equals(from)) {
          continue;
        }
        String to = slice(target);
        Set<String> allowed = ARROWS.get(from);
        boolean fine =
            allowed == null
                ? !to.equals("cli")
                : allowed.contains(to)
                    || FREE.contains(to) && !FREE.contains(from) && !from.equals("kernel");
        if (!fine) {
          broken.add(from + " -> " + to + " (" + origin.getSimpleName() + ")");
        }
      }
    }
    assertTrue(broken.isEmpty(), "arrows that the architecture does not have: " + broken);
  }

  @Test
  void there_are_no_cycles() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void every_package_says_what_it_is_for() {
    List<String> silent =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .distinct()
            .filter(name -> !described(name))
            .toList();
    assertTrue(silent.isEmpty(), "packages without package-info.java: " + silent);
  }

  private static boolean described(String name) {
    return Files.exists(
        Path.of("src/main/java", (name.replace('.', '/') + "/package-info.java").split("/")));
  }

  private static String slice(JavaClass type) {
    String rest = type.getPackageName().substring(BASE.length());
    return rest.isEmpty() ? "" : Arrays.stream(rest.split("\\.")).skip(1).findFirst().orElse("");
  }
}
