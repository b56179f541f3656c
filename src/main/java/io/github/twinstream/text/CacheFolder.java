package io.github.twinstream.text;

import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a cache folder: what they hold, how old they are, which go first. */
final class CacheFolder {
  static final String LOCK = ".lock";

  private static final String VECTORS = ".vectors";

  private final Path folder;

  CacheFolder(Path folder) {
    this.folder = folder;
  }

  /** Marks the file as used now. */
  void used(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }

  /** The vector files, the one used last first. */
  List<CacheEntry> entries() {
    List<CacheEntry> entries = new ArrayList<>();
    for (Path file : files()) {
      if (file.getFileName().toString().endsWith(VECTORS)) {
        try {
          entries.add(entry(file));
        } catch (IOException e) {
          throw problem("read", file, e);
        }
      }
    }
    entries.sort(Comparator.comparing(CacheEntry::lastUsed).reversed());
    return entries;
  }

  private static CacheEntry entry(Path file) throws IOException {
    long bytes = Files.size(file);
    Instant used = Files.getLastModifiedTime(file).toInstant();
    try {
      VectorFile head = VectorFile.head(file);
      return new CacheEntry(head.id(), head.count(), head.dimension(), bytes, used, file);
    } catch (VectorFile.CorruptException e) {
      return new CacheEntry(file.getFileName().toString(), 0, 0, bytes, used, file);
    }
  }

  /** Deletes the files used longest ago until all are within the limit; never the one named. */
  void shrink(Path kept, long limit) throws IOException {
    List<CacheEntry> entries = entries();
    long total = entries.stream().mapToLong(CacheEntry::bytes).sum();
    for (int i = entries.size() - 1; i >= 0 && total > limit; i--) {
      if (!entries.get(i).file().equals(kept)) {
        Files.deleteIfExists(entries.get(i).file());
        total -= entries.get(i).bytes();
      }
    }
  }

  /** Deletes the folder's files but locks, which may be held, and says how many bytes they had. */
  long clear() {
    long freed = 0;
    for (Path file : files()) {
      if (file.getFileName().toString().endsWith(LOCK)) {
        continue;
      }
      try {
        freed += Files.size(file);
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw problem("delete", file, e);
      }
    }
    return freed;
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw problem("read", folder, e);
    }
  }

  private static DataException problem(String what, Path file, IOException e) {
    return new DataException("cannot " + what + " " + file + " of the cache: " + e, e);
  }
}
