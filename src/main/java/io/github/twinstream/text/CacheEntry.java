package io.github.twinstream.text;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One file of an {@link EmbeddingCache}.
 *
 * @param encoderId the encoder whose vectors it holds; the file's name if it cannot be read
 * @param vectors how many
 * @param dimension how many numbers each has
 * @param bytes the file's size
 * @param lastUsed when it was last read or written
 * @param file the file
 */
public record CacheEntry(
    String encoderId, long vectors, int dimension, long bytes, Instant lastUsed, Path file) {}
