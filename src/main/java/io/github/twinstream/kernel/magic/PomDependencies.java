package io.github.twinstream.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.building.ModelSource2;
import org.apache.maven.model.resolution.ModelResolver;
import org.apache.maven.model.resolution.UnresolvableModelException;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Reads the dependencies of a POM, its parents, properties and managed versions included. */
final class PomDependencies {
  private final MavenResolver resolver;
  private final RepositorySystemSession session;

  PomDependencies(MavenResolver resolver, RepositorySystemSession session) {
    this.resolver = resolver;
    this.session = session;
  }

  /**
   * The dependencies with one of the scopes.
   *
   * @param xml a whole {@code project}, or only its inner elements
   * @throws MagicException if it is no POM, or a parent is not found
   */
  List<org.eclipse.aether.graph.Dependency> read(String xml, Set<String> scopes)
      throws MagicException {
    Model model = PomText.build(PomText.whole(xml), new Parents());
    for (Repository repository : model.getRepositories()) {
      if (!repository.getId().equals("central")) {
        resolver.add(repository.getId(), repository.getUrl());
      }
    }
    List<org.eclipse.aether.graph.Dependency> found = new ArrayList<>();
    for (Dependency each : model.getDependencies()) {
      String scope = each.getScope() == null ? "compile" : each.getScope();
      if (scopes.contains(scope) && !each.isOptional()) {
        String classifier = each.getClassifier() == null ? "" : each.getClassifier();
        found.add(
            new org.eclipse.aether.graph.Dependency(
                new DefaultArtifact(
                    each.getGroupId(),
                    each.getArtifactId(),
                    classifier,
                    each.getType(),
                    each.getVersion()),
                scope,
                false,
                exclusions(each)));
      }
    }
    return found;
  }

  /** What the dependency must not bring along; {@code *} stands for any name. */
  private static List<Exclusion> exclusions(Dependency dependency) {
    return dependency.getExclusions().stream()
        .map(each -> new Exclusion(each.getGroupId(), each.getArtifactId(), "*", "*"))
        .toList();
  }

  private final class Parents implements ModelResolver {
    @Override
    public ModelSource2 resolveModel(String group, String artifact, String version)
        throws UnresolvableModelException {
      DefaultArtifact pom = new DefaultArtifact(group, artifact, "pom", version);
      try {
        return new FileModelSource(
            resolver
                .system()
                .resolveArtifact(
                    session, new ArtifactRequest(pom, resolver.effective(session), null))
                .getArtifact()
                .getPath()
                .toFile());
      } catch (ArtifactResolutionException e) {
        throw new UnresolvableModelException(e.getMessage(), group, artifact, version, e);
      }
    }

    @Override
    public ModelSource2 resolveModel(Parent parent) throws UnresolvableModelException {
      return resolveModel(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
    }

    @Override
    public ModelSource2 resolveModel(Dependency dependency) throws UnresolvableModelException {
      return resolveModel(
          dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion());
    }

    @Override
    public void addRepository(Repository repository) {
      addRepository(repository, false);
    }

    @Override
    public void addRepository(Repository repository, boolean replace) {
      if (!repository.getId().equals("central")) {
        resolver.add(repository.getId(), repository.getUrl());
      }
    }

    @Override
    public ModelResolver newCopy() {
      return this;
    }
  }
}
