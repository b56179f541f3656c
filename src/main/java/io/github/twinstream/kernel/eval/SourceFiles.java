package io.github.twinstream.kernel.eval;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds the source of a class: inside its own jar under {@code META-INF/sources}, in the sources
 * jar beside its jar, or in the JDK's {@code src.zip}.
 */
final class SourceFiles {
  private SourceFiles() {}

  /** The text of the file that declares the class, if it is there. */
  static Optional<String> of(Class<?> type) {
    Class<?> outer = type;
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    String path = outer.getName().replace('.', '/') + ".java";
    return resource(outer, "META-INF/sources/" + path)
        .or(() -> beside(type, path))
        .or(() -> jdk(type, path));
  }

  private static Optional<String> resource(Class<?> type, String path) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null) {
      return Optional.empty();
    }
    try (InputStream in = loader.getResourceAsStream(path)) {
      return in == null ? Optional.empty() : Optional.of(text(in));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> beside(Class<?> type, String path) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    String location = source == null ? "" : source.getLocation().getPath();
    if (!location.endsWith(".jar")) {
      return Optional.empty();
    }
    return entry(Path.of(location.replaceFirst("\\.jar$", "-sources.jar")), path);
  }

  private static Optional<String> jdk(Class<?> type, String path) {
    Path zip = Path.of(System.getProperty("java.home"), "lib", "src.zip");
    String module = type.getModule().getName();
    return module == null ? Optional.empty() : entry(zip, module + "/" + path);
  }

  private static Optional<String> entry(Path zip, String path) {
    if (!Files.isRegularFile(zip)) {
      return Optional.empty();
    }
    try (ZipFile file = new ZipFile(zip.toFile())) {
      ZipEntry entry = file.getEntry(path);
      return entry == null ? Optional.empty() : Optional.of(text(file.getInputStream(entry)));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
