package io.github.twinstream.cli;

import io.github.twinstream.display.Grid;
import io.github.twinstream.text.CacheEntry;
import io.github.twinstream.text.EmbeddingCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the cache of embeddings, and clears it. */
@Command(
    name = "cache",
    mixinStandardHelpOptions = true,
    description = "Shows the cached text embeddings; 'cache clear' deletes them.")
final class CacheCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    return show();
  }

  @Command(name = "show", description = "Shows what is cached, encoder by encoder.")
  int show() throws IOException {
    EmbeddingCache cache = EmbeddingCache.standard();
    List<CacheEntry> entries = cache.entries();
    Grid grid =
        new Grid(
            "Embeddings in " + cache.folder(), "encoder", "vectors", "numbers", "MB", "last used");
    for (CacheEntry entry : entries) {
      grid.row(
          entry.encoderId(),
          String.format(Locale.ROOT, "%,d", entry.vectors()),
          entry.dimension(),
          megabytes(entry.bytes()),
          entry.lastUsed().truncatedTo(ChronoUnit.SECONDS));
    }
    grid.note(megabytes(entries.stream().mapToLong(CacheEntry::bytes).sum()) + " MB in all");
    for (Path model : models(cache)) {
      grid.note(
          "compact form of a model: "
              + model.getFileName()
              + ", "
              + megabytes(Files.size(model))
              + " MB");
    }
    System.out.println(grid);
    return 0;
  }

  @Command(name = "clear", description = "Deletes the cached embeddings.")
  int clear(
      @Option(names = "--models", description = "Deletes the compact forms of models too.")
          boolean models) {
    long freed = EmbeddingCache.standard().clear(models);
    System.out.println("freed " + megabytes(freed) + " MB");
    return 0;
  }

  private static List<Path> models(EmbeddingCache cache) throws IOException {
    if (!Files.isDirectory(cache.models())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(cache.models())) {
      return files.sorted().toList();
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f", bytes / 1e6);
  }
}
