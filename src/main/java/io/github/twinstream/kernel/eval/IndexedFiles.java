package io.github.twinstream.kernel.eval;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The compiler's view of files, whose class path is looked up through a {@link PackageIndex}: each
 * entry has a file manager of its own that is made when a package of it is first asked for.
 */
final class IndexedFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
    implements StandardJavaFileManager {
  private static final String MULTI_RELEASE = "--multi-release";
  private static final long WARM_SECONDS = 5;
  private static final Set<String> CLASS_PATH_OPTIONS = Set.of("-classpath", "-cp", "--class-path");

  private final PackageIndex index;
  private final Map<Path, StandardJavaFileManager> managers = new ConcurrentHashMap<>();
  private volatile List<Path> entries = entries(System.getProperty("java.class.path"));
  private final CountDownLatch warm = new CountDownLatch(1);
  private volatile String release;

  IndexedFiles(StandardJavaFileManager files, PackageIndex index) {
    super(files);
    this.index = index;
  }

  private static List<Path> entries(String classpath) {
    return Arrays.stream(classpath.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .toList();
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    if (location != StandardLocation.CLASS_PATH) {
      return super.list(location, packageName, kinds, recurse);
    }
    List<JavaFileObject> found = new ArrayList<>();
    for (Path entry : entries) {
      if (recurse || index.mayHold(entry, packageName)) {
        manager(entry).list(location, packageName, kinds, recurse).forEach(found::add);
      }
    }
    return found;
  }

  private StandardJavaFileManager manager(Path entry) throws IOException {
    StandardJavaFileManager manager = managers.get(entry);
    if (manager == null) {
      manager = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
      manager.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(entry));
      if (release != null) {
        manager.handleOption(MULTI_RELEASE, List.of(release).iterator());
      }
      managers.put(entry, manager);
    }
    return manager;
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    if (location != StandardLocation.CLASS_PATH) {
      return super.inferBinaryName(location, file);
    }
    for (StandardJavaFileManager manager : managers.values()) {
      String name = manager.inferBinaryName(location, file);
      if (name != null) {
        return name;
      }
    }
    return null;
  }

  @Override
  public boolean handleOption(String option, Iterator<String> rest) {
    if (CLASS_PATH_OPTIONS.contains(option)) {
      entries = entries(rest.next());
      return true;
    }
    if (!option.equals(MULTI_RELEASE)) {
      return super.handleOption(option, rest);
    }
    release = rest.next();
    managers.values().forEach(m -> m.handleOption(option, List.of(release).iterator()));
    return super.handleOption(option, List.of(release).iterator());
  }

  @Override
  public boolean hasLocation(Location location) {
    return location == StandardLocation.CLASS_PATH || super.hasLocation(location);
  }

  /** Says that the first cell has run and its result is shown. */
  void warmed() {
    warm.countDown();
  }

  /**
   * Only JShell's background search for all types of the class path asks for its entries; it waits
   * for the first cell, whose compiler needs the processor more.
   */
  @Override
  public Iterable<? extends Path> getLocationAsPaths(Location location) {
    if (location != StandardLocation.CLASS_PATH) {
      return fileManager.getLocationAsPaths(location);
    }
    try {
      warm.await(WARM_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return entries;
  }

  @Override
  public Iterable<? extends File> getLocation(Location location) {
    return location == StandardLocation.CLASS_PATH
        ? entries.stream().map(Path::toFile).toList()
        : fileManager.getLocation(location);
  }

  @Override
  public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
    fileManager.setLocation(location, files);
  }

  @Override
  public void setLocationFromPaths(Location location, Collection<? extends Path> paths)
      throws IOException {
    fileManager.setLocationFromPaths(location, paths);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(
      Iterable<? extends File> files) {
    return fileManager.getJavaFileObjectsFromFiles(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
    return fileManager.getJavaFileObjects(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
    return fileManager.getJavaFileObjectsFromStrings(names);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
    return fileManager.getJavaFileObjects(names);
  }

  @Override
  public void close() throws IOException {
    for (StandardJavaFileManager manager : managers.values()) {
      manager.close();
    }
    super.close();
  }
}
