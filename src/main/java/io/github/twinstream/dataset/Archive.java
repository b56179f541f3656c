package io.github.twinstream.dataset;

import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Takes the files that are wanted out of a zip file, by their names without folders. */
final class Archive {
  private Archive() {}

  /**
   * Writes each wanted file into the folder, as a whole or not at all.
   *
   * @throws DataException if one is not in the archive, or the archive cannot be read
   */
  static void unpack(Path archive, List<List<String>> wanted, Path folder) {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Files.createDirectories(folder);
      for (List<String> names : wanted) {
        ZipEntry entry = entry(zip, names);
        Path target = folder.resolve(baseName(entry));
        Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (ZipException e) {
      throw new DataException(archive + " is no zip file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new DataException("cannot unpack " + archive + " into " + folder + ": " + e, e);
    }
  }

  private static ZipEntry entry(ZipFile zip, List<String> names) {
    List<String> inside = new ArrayList<>();
    for (ZipEntry entry : zip.stream().map(e -> (ZipEntry) e).toList()) {
      if (!entry.isDirectory() && names.contains(baseName(entry))) {
        return entry;
      }
      inside.add(entry.getName());
    }
    throw new DataException(
        "no " + names.get(0) + " in " + zip.getName() + ": it holds " + String.join(", ", inside));
  }

  /** Without its folder, so that no entry can be written elsewhere. */
  private static String baseName(ZipEntry entry) {
    String path = entry.getName().replace('\\', '/');
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
