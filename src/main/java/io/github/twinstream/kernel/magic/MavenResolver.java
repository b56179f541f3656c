package io.github.twinstream.kernel.magic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;

/**
 * Finds artifacts and all they depend on, as Maven does: what lies in the local repository is used
 * whatever repository it came from, the rest is fetched unless offline.
 */
final class MavenResolver {
  private final RepositorySystem system = new RepositorySystemSupplier().get();
  private final MavenSettings settings;
  private final List<RemoteRepository> repositories = new ArrayList<>();
  private final Path local;

  MavenResolver(MavenSettings settings) throws MagicException {
    this(settings, settings.localRepository());
  }

  MavenResolver(MavenSettings settings, Path local) throws MagicException {
    this.settings = settings;
    this.local = local;
    repositories.addAll(settings.repositories());
  }

  /** Looks in this repository too, before the others. */
  void add(String id, String url) {
    repositories.removeIf(known -> known.getId().equals(id));
    repositories.add(0, MavenSettings.repository(id, url));
  }

  List<RemoteRepository> repositories() {
    return List.copyOf(repositories);
  }

  RepositorySystem system() {
    return system;
  }

  /** A session; close it after use. */
  RepositorySystemSession.CloseableSession session(boolean offline, TransferReport report) {
    RepositorySystemSession.SessionBuilder builder = new SessionBuilderSupplier(system).get();
    return builder
        .setSystemProperties(System.getProperties())
        .setOffline(offline || settings.offline())
        .setMirrorSelector(settings.mirrors())
        .setProxySelector(settings.proxies())
        .setAuthenticationSelector(settings.logins())
        .setTransferListener(report)
        .withLocalRepositories(new LocalRepository(local, "simple"))
        .build();
  }

  /** The repositories with the settings' mirrors, proxies and logins applied. */
  List<RemoteRepository> effective(RepositorySystemSession session) {
    return system.newResolutionRepositories(session, repositories);
  }

  /**
   * The files of the artifacts and of all that they need at run time.
   *
   * @throws MagicException if something is not found; names it and where it was looked for
   */
  List<Artifact> resolve(List<Dependency> wanted, boolean offline, TransferReport report)
      throws MagicException {
    try (RepositorySystemSession.CloseableSession session = session(offline, report)) {
      CollectRequest collect = new CollectRequest(wanted, List.of(), effective(session));
      List<ArtifactResult> results =
          system
              .resolveDependencies(session, new DependencyRequest(collect, null))
              .getArtifactResults();
      return results.stream().map(ArtifactResult::getArtifact).toList();
    } catch (DependencyResolutionException e) {
      throw new MagicException(explain(e, wanted, offline || settings.offline()), e);
    }
  }

  /**
   * Reads a coordinate.
   *
   * @throws MagicException if it is none
   */
  static Dependency dependency(String coordinate) throws MagicException {
    try {
      return new Dependency(new DefaultArtifact(coordinate), "runtime");
    } catch (IllegalArgumentException e) {
      throw new MagicException(
          "'"
              + coordinate
              + "' is no Maven coordinate: it must be GROUP:ARTIFACT:VERSION, or"
              + " GROUP:ARTIFACT:TYPE[:CLASSIFIER]:VERSION");
    }
  }

  private String explain(
      DependencyResolutionException failure, List<Dependency> wanted, boolean offline) {
    Set<String> missing = new TreeSet<>();
    if (failure.getResult() != null) {
      failure.getResult().getArtifactResults().stream()
          .filter(r -> r.getArtifact() == null || r.isMissing() || !r.isResolved())
          .forEach(r -> missing.add(String.valueOf(r.getRequest().getArtifact())));
    }
    if (missing.isEmpty()) {
      wanted.forEach(w -> missing.add(String.valueOf(w.getArtifact())));
    }
    Set<String> places = new LinkedHashSet<>(List.of("local repository " + local));
    if (!offline) {
      repositories.forEach(r -> places.add(r.getId() + " (" + r.getUrl() + ")"));
    }
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return "not found: "
        + String.join(", ", missing)
        + "\nlooked in: "
        + places.stream().collect(Collectors.joining(", "))
        + (offline ? "\noffline, so nothing was fetched; drop --offline to fetch" : "")
        + "\nlast failure: "
        + cause.getMessage();
  }
}
