package io.github.twinstream.text;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps vectors by encoder id and text in a folder, one file an encoder, so that a text is encoded
 * once for all runs.
 *
 * <pre>{@code
 * TextEncoder encoder = EmbeddingCache.standard().around(MiniLmEncoder.instance());
 * }</pre>
 *
 * <p>Files hold hashes of the texts, not the texts. A new file replaces the old one in one move and
 * under a lock, so programs that run at the same time neither see half a file nor lose each other's
 * vectors; files are mapped into memory, so that they share it. A file that is not whole (its
 * checksum is tested on every read) is replaced after a warning, and a folder that cannot be
 * written costs a warning and the time to encode again: a cache never fails the work.
 */
public final class EmbeddingCache {
  /** The system property that names the folder of {@link #standard()}. */
  public static final String PROPERTY = "twinstream.cache";

  /** The environment variable that names the folder where the system property does not. */
  public static final String VARIABLE = "TWINSTREAM_CACHE";

  private static final System.Logger LOG = System.getLogger(EmbeddingCache.class.getPackageName());
  private static final Map<Path, Object> MONITORS = new ConcurrentHashMap<>();

  private static final long MEGABYTE = 1_000_000;
  private static final long STANDARD_LIMIT = 2000 * MEGABYTE;

  private final Path folder;
  private final long limit;
  private final CacheFolder folderFiles;

  private EmbeddingCache(Path folder, long limit) {
    this.folder = folder.toAbsolutePath().normalize();
    this.limit = limit;
    this.folderFiles = new CacheFolder(this.folder);
  }

  /** A cache in the folder, which is made when first needed, of 2,000 MB at most. */
  public static EmbeddingCache in(Path folder) {
    return new EmbeddingCache(folder, STANDARD_LIMIT);
  }

  /**
   * This with another limit. When files grow beyond it, those that were used longest ago go first;
   * vectors of one encoder that alone are beyond it are not kept.
   *
   * @param megabytes from 1 to 2000
   * @throws ConfigException if it is outside its range
   */
  public EmbeddingCache limit(int megabytes) {
    if (megabytes < 1 || megabytes > 2000) {
      throw new ConfigException(
          Messages.outOfRange("the cache's limit in MB", megabytes, "from 1 to 2000"));
    }
    return new EmbeddingCache(folder, megabytes * MEGABYTE);
  }

  /** What the cache holds, a line an encoder, the one used last first. */
  public List<CacheEntry> entries() {
    return folderFiles.entries();
  }

  /**
   * Deletes all vectors, and the compact forms of models too if asked to: those cost a conversion
   * to make again.
   *
   * @return how many bytes that freed
   * @throws io.github.twinstream.error.DataException if a file cannot be deleted
   */
  public long clear(boolean models) {
    return folderFiles.clear() + (models ? new CacheFolder(models()).clear() : 0);
  }

  /**
   * The user's cache: the folder that the system property {@value #PROPERTY} names, else the
   * environment variable {@value #VARIABLE}, else {@code twinstream/embeddings} below {@code
   * XDG_CACHE_HOME} or {@code ~/.cache}.
   */
  public static EmbeddingCache standard() {
    return in(
        folder(System.getProperty(PROPERTY), System.getenv(), System.getProperty("user.home")));
  }

  static Path folder(String property, Map<String, String> environment, String home) {
    if (property != null && !property.isBlank()) {
      return Path.of(property);
    }
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isBlank()) {
      return Path.of(named);
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base = xdg.isBlank() ? Path.of(home, ".cache") : Path.of(xdg);
    return base.resolve("twinstream").resolve("embeddings");
  }

  /** Where the files lie. */
  public Path folder() {
    return folder;
  }

  /** Where compact forms of models lie. */
  public Path models() {
    return folder.resolve("models");
  }

  /**
   * The encoder with this cache in front of it: distinct texts that the cache does not hold are
   * encoded in one call, and kept.
   */
  public TextEncoder around(TextEncoder encoder) {
    return new CachedEncoder(encoder, this);
  }

  /** Those of the vectors that are here; empty, after a warning, if the file is not whole. */
  Map<TextHash, float[]> find(String encoderId, Set<TextHash> wanted) {
    Path file = file(encoderId);
    Map<TextHash, float[]> found = new HashMap<>();
    try {
      VectorFile vectors = VectorFile.open(file, encoderId);
      for (TextHash hash : wanted) {
        int index = vectors.find(hash);
        if (index >= 0) {
          found.put(hash, vectors.vector(index));
        }
      }
      folderFiles.used(file);
    } catch (NoSuchFileException e) {
      return found;
    } catch (IOException e) {
      warn("cached vectors are made anew: " + file + " cannot be used: " + reason(e));
    }
    return found;
  }

  /**
   * Adds the vectors to the encoder's file.
   *
   * @throws ConfigException if the file holds vectors of another length under the same id
   */
  void keep(String encoderId, int dimension, Map<TextHash, float[]> fresh) {
    Path file = file(encoderId);
    synchronized (MONITORS.computeIfAbsent(file, f -> new Object())) {
      try {
        Files.createDirectories(folder);
        try (FileChannel lock =
            FileChannel.open(
                sibling(file, CacheFolder.LOCK),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
          lock.lock(); // until the channel is closed
          replace(file, new VectorFileMerge(encoderId, dimension, fresh));
        }
      } catch (IOException e) {
        warn("vectors are not kept for the next run: " + file + ": " + reason(e));
      }
    }
  }

  private void replace(Path file, VectorFileMerge merge) throws IOException {
    Path written = sibling(file, ".tmp");
    try {
      VectorFile old = VectorFile.open(file, merge.id());
      if (old.dimension() != merge.dimension()) {
        throw new ConfigException(
            String.format(
                "text encoder %s gives vectors of %d numbers and gave %d before, as %s holds: give"
                    + " a changed encoder a new id, or delete the file",
                Messages.quote(merge.id()), merge.dimension(), old.dimension(), file));
      }
      merge.write(written, old);
    } catch (NoSuchFileException | VectorFile.CorruptException e) {
      merge.write(written, null);
    }
    if (Files.size(written) > limit) {
      Files.delete(written);
      throw new IOException(
          String.format("they would take more than the cache's limit of %,d MB", limit / MEGABYTE));
    }
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    folderFiles.shrink(file, limit);
  }

  /** The encoder's file: the readable part of its id, and a hash that tells ids apart. */
  Path file(String encoderId) {
    String readable = encoderId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
    String shortened = readable.substring(0, Math.min(60, readable.length()));
    return folder.resolve(
        String.format("%s-%016x.vectors", shortened, TextHash.of(encoderId).first()));
  }

  private static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static String reason(IOException e) {
    return e instanceof VectorFile.CorruptException
        ? e.getMessage()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static void warn(String message) {
    LOG.log(Level.WARNING, message);
  }
}
