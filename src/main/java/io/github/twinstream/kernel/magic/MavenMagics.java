package io.github.twinstream.kernel.magic;

import io.github.twinstream.kernel.eval.CellResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;

/** Adds libraries by their Maven coordinates. */
final class MavenMagics {
  private static final Set<String> SCOPES =
      Set.of("compile", "runtime", "provided", "system", "test");
  private static final Set<String> VERBOSE = Set.of("--verbose", "-v");
  private static final Set<String> RUNTIME = Set.of("compile", "runtime");

  private final Set<String> added = new HashSet<>();
  private final Map<String, String> onClasspath = new HashMap<>();
  private MavenResolver resolver;

  MavenMagics() {
    this(null);
  }

  /**
   * @param resolver what resolves; {@code null} for one with the user's settings, made at its first
   *     use
   */
  MavenMagics(MavenResolver resolver) {
    this.resolver = resolver;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = new File(entry).getName();
      int version = versionStart(name);
      if (version > 0) {
        onClasspath.put(name.substring(0, version - 1), name);
      }
    }
  }

  /** {@code %maven [--offline] [--verbose] G:A:V...}. */
  CellResult add(Call call) throws MagicException {
    List<String> words = new ArrayList<>(call.words("GROUP:ARTIFACT:VERSION"));
    boolean offline = words.removeIf(word -> word.equals("--offline"));
    boolean verbose = words.removeIf(VERBOSE::contains);
    List<Dependency> wanted = new ArrayList<>();
    for (String word : words) {
      wanted.add(MavenResolver.dependency(word));
    }
    return add(call, wanted, offline, verbose);
  }

  /** {@code %mavenRepo ID URL}. */
  CellResult repository(Call call) throws MagicException {
    List<String> words = call.words("ID URL");
    if (words.size() != 2) {
      throw new MagicException(
          "%mavenRepo wants ID URL, such as 'ours https://repository.example.org/maven'; "
              + words.size()
              + " words were given");
    }
    resolver().add(words.get(0), words.get(1));
    return CellResult.DONE;
  }

  /** {@code %loadFromPOM FILE [SCOPE...]}. */
  CellResult fromFile(Call call) throws MagicException {
    List<String> words = call.words("a POM file");
    Path file = Path.of(words.get(0));
    try {
      return fromPom(call, Files.readString(file), words.subList(1, words.size()));
    } catch (IOException e) {
      throw new MagicException(
          "the POM '" + file + "' cannot be read, seen from " + Path.of("").toAbsolutePath(), e);
    }
  }

  /** {@code %%loadFromPOM [SCOPE...]}. */
  CellResult fromCell(Call call) throws MagicException {
    return fromPom(call, call.body(), call.words());
  }

  private CellResult fromPom(Call call, String xml, List<String> words) throws MagicException {
    List<String> scopes = new ArrayList<>(words);
    boolean verbose = scopes.removeIf(VERBOSE::contains);
    for (String scope : scopes) {
      if (!SCOPES.contains(scope)) {
        throw new MagicException("no scope '" + scope + "': there are " + SCOPES);
      }
    }
    List<Dependency> wanted;
    try (RepositorySystemSession.CloseableSession session =
        resolver().session(false, new TransferReport())) {
      wanted =
          new PomDependencies(resolver(), session)
              .read(xml, scopes.isEmpty() ? RUNTIME : Set.copyOf(scopes));
    }
    return add(call, wanted, false, verbose);
  }

  private CellResult add(Call call, List<Dependency> wanted, boolean offline, boolean verbose)
      throws MagicException {
    TransferReport report = new TransferReport();
    List<Artifact> artifacts;
    try {
      MavenResolver using = resolver();
      artifacts = call.session().interruptibly(() -> using.resolve(wanted, offline, report));
    } catch (MagicException e) {
      throw e;
    } catch (Exception e) {
      throw new MagicException("the libraries could not be resolved: " + e.getMessage(), e);
    }
    List<String> paths = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Artifact artifact : artifacts) {
      String name = artifact.getPath().getFileName().toString();
      String own = onClasspath.get(artifact.getArtifactId());
      if (own != null) {
        if (!own.equals(name)) {
          leftOut.add(name + " left out: the kernel itself runs with " + own);
        }
      } else if (added.add(artifact.getPath().toString())) {
        call.addToClasspath(artifact.getPath());
        paths.add(artifact.getPath().toString());
      }
    }
    tell(call, leftOut, verbose);
    report.done(
        paths.size() + (paths.size() == 1 ? " jar added" : " jars added") + report.fetched());
    return call.ending(paths);
  }

  private static void tell(Call call, List<String> leftOut, boolean verbose) {
    if (verbose || leftOut.size() == 1) {
      leftOut.forEach(call::print);
    } else if (!leftOut.isEmpty()) {
      call.print(
          leftOut.size()
              + " jars left out: the kernel itself runs with other versions of them (--verbose"
              + " names them)");
    }
  }

  private synchronized MavenResolver resolver() throws MagicException {
    if (resolver == null) {
      resolver = new MavenResolver(MavenSettings.read());
    }
    return resolver;
  }

  /**
   * Where the version begins in a jar's name, such as 5 in {@code gson-2.13.2.jar}; -1 if nowhere.
   */
  private static int versionStart(String jar) {
    for (int i = 1; i < jar.length(); i++) {
      if (jar.charAt(i - 1) == '-' && Character.isDigit(jar.charAt(i))) {
        return jar.endsWith(".jar") ? i : -1;
      }
    }
    return -1;
  }
}
