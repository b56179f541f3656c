package io.github.twinstream.text;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The choices of an {@code embed} step: which encoder, how its vectors are shortened, where they
 * are kept. Immutable: every method gives a changed copy.
 *
 * <pre>{@code
 * split.embed("Book-Title", e -> e.encoder(myEncoder).pca(0.80).cache(Path.of("vectors")));
 * }</pre>
 */
public final class EmbedPlan {
  private final TextEncoder encoder;
  private final Reduction reduction;
  private final EmbeddingCache cache;

  private EmbedPlan(TextEncoder encoder, Reduction reduction, EmbeddingCache cache) {
    this.encoder = encoder;
    this.reduction = reduction;
    this.cache = cache;
  }

  /** Fits a PCA on the vectors of training texts. */
  @FunctionalInterface
  interface Reduction {
    Pca fit(float[][] vectors);
  }

  /** The {@link CompactEncoder} for many languages, no PCA, the user's cache. */
  public static EmbedPlan standard() {
    return new EmbedPlan(CompactEncoder.instance(), null, EmbeddingCache.standard());
  }

  /** With this encoder. */
  public EmbedPlan encoder(TextEncoder chosen) {
    return new EmbedPlan(Objects.requireNonNull(chosen, "encoder"), reduction, cache);
  }

  /**
   * With a PCA that keeps more than this share of the variance of the training texts' vectors.
   *
   * @param variance above 0 and at most 1
   * @throws ConfigException if it is outside its range
   */
  public EmbedPlan pca(double variance) {
    if (!(variance > 0 && variance <= 1)) {
      throw new ConfigException(
          Messages.outOfRange(
              "pca",
              variance,
              "a share of the variance, above 0 and at most 1; for a number of"
                  + " components use components(int)"));
    }
    return new EmbedPlan(encoder, vectors -> Pca.fit(vectors, variance), cache);
  }

  /**
   * With a PCA of this many components.
   *
   * @param count from 1 to the smaller of the distinct training texts and the encoder's dimension
   * @throws ConfigException if it is below 1; the upper end is tested when the plan is carried out
   */
  public EmbedPlan components(int count) {
    if (count < 1) {
      throw new ConfigException(Messages.outOfRange("components", count, "at least 1"));
    }
    return new EmbedPlan(encoder, vectors -> Pca.fit(vectors, count), cache);
  }

  /** With the encoder's vectors as they are. */
  public EmbedPlan noPca() {
    return new EmbedPlan(encoder, null, cache);
  }

  /** With the vectors kept in this folder. */
  public EmbedPlan cache(Path folder) {
    return new EmbedPlan(encoder, reduction, EmbeddingCache.in(folder));
  }

  /** With no vectors kept for the next run. */
  public EmbedPlan noCache() {
    return new EmbedPlan(encoder, reduction, null);
  }

  TextEncoder encoder() {
    return encoder;
  }

  TextEncoder cachedEncoder() {
    return cache == null ? encoder : cache.around(encoder);
  }

  Optional<Reduction> reduction() {
    return Optional.ofNullable(reduction);
  }
}
