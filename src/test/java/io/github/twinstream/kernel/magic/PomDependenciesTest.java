package io.github.twinstream.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a POM in a cell brings onto the class path; the repository is a folder of the test. */
class PomDependenciesTest {
  private static final String WANTED =
      "<dependency><groupId>g</groupId><artifactId>top</artifactId><version>1</version>%s</dependency>";

  @TempDir Path repository;

  @BeforeEach
  void fill() throws IOException {
    ArtifactFiles files = new ArtifactFiles(repository);
    files.add("top", "middle", "side");
    files.add("middle", "bottom");
    files.add("side");
    files.add("bottom");
  }

  @Test
  void a_dependency_brings_along_what_it_needs() throws Exception {
    assertEquals(List.of("bottom", "middle", "side", "top"), resolved(""));
  }

  @Test
  void excluded_artifacts_stay_away_at_any_depth() throws Exception {
    assertEquals(List.of("middle", "side", "top"), resolved(exclusion("g", "bottom")));
    assertEquals(List.of("side", "top"), resolved(exclusion("g", "middle")));
    assertEquals(
        List.of("bottom", "middle", "side", "top"), resolved(exclusion("other", "bottom")));
  }

  @Test
  void a_star_excludes_everything() throws Exception {
    assertEquals(List.of("top"), resolved(exclusion("*", "*")));
  }

  @Test
  void exclusions_of_managed_dependencies_count_too() throws Exception {
    String dependency = WANTED.formatted("");
    String managed =
        "<dependencyManagement><dependencies>"
            + WANTED.formatted(exclusion("g", "middle"))
            + "</dependencies></dependencyManagement>";
    assertEquals(
        List.of("side", "top"), names(managed + "<dependencies>" + dependency + "</dependencies>"));
  }

  private List<String> resolved(String exclusions) throws Exception {
    return names("<dependencies>" + WANTED.formatted(exclusions) + "</dependencies>");
  }

  private List<String> names(String pom) throws Exception {
    MavenResolver resolver = new MavenResolver(MavenSettings.read(), repository);
    List<Dependency> wanted;
    try (RepositorySystemSession.CloseableSession session =
        resolver.session(true, new TransferReport())) {
      wanted = new PomDependencies(resolver, session).read(pom, Set.of("compile"));
    }
    return resolver.resolve(wanted, true, new TransferReport()).stream()
        .map(Artifact::getArtifactId)
        .sorted()
        .toList();
  }

  private static String exclusion(String group, String artifact) {
    return "<exclusions><exclusion><groupId>"
        + group
        + "</groupId><artifactId>"
        + artifact
        + "</artifactId></exclusion></exclusions>";
  }
}
