package io.github.twinstream.bundle;

import io.github.twinstream.archive.ArchiveWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A model's file taken apart, and written anew with other parts under true hashes. */
final class Rewritten {
  private Rewritten() {}

  /** The parts that the manifest names. */
  static Map<String, byte[]> parts(Path file) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (!entry.getName().startsWith("manifest.")) {
          parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
        }
      }
    }
    return parts;
  }

  /** Writes these parts as a model's file. */
  static Path write(Map<String, byte[]> parts, Path file) {
    ArchiveWriter writer = new ArchiveWriter(Bundle.FORMAT, Bundle.MAJOR, 0);
    parts.forEach(writer::bytes);
    writer.write(file);
    return file;
  }
}
