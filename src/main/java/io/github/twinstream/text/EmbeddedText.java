package io.github.twinstream.text;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A text column as vectors: what features read. It holds the vectors of the texts it was fitted
 * with, and makes those of other texts when asked for them.
 *
 * <p>Immutable. A missing text is {@code null}: it has no vector.
 */
public final class EmbeddedText implements Displayable {
  private final String column;
  private final TextEncoder encoder;
  private final Pca pca;
  private final Map<String, float[]> vectors;
  private final int fittedOn;

  private EmbeddedText(
      String column, TextEncoder encoder, Pca pca, Map<String, float[]> vectors, int fittedOn) {
    this.column = column;
    this.encoder = encoder;
    this.pca = pca;
    this.vectors = vectors;
    this.fittedOn = fittedOn;
  }

  /**
   * Encodes the distinct texts of all parts once, fits the plan's PCA on the distinct training
   * texts alone, and applies it to all.
   *
   * @param column the column's name
   * @param plan the encoder, the PCA and the cache
   * @param trainTexts the training part's texts; {@code null}s and repetitions are left out
   * @param allTexts the texts of all parts; those of the training part may be among them or not
   * @throws DataException if there are no texts to fit the PCA on; names the column
   */
  public static EmbeddedText fit(
      String column, EmbedPlan plan, Collection<String> trainTexts, Collection<String> allTexts) {
    Set<String> train = distinct(trainTexts);
    Set<String> all = new LinkedHashSet<>(train);
    all.addAll(distinct(allTexts));
    if (all.isEmpty()) {
      throw new DataException(
          "column " + Messages.quote(column) + " has no text to embed: all its cells are missing");
    }
    float[][] encoded = plan.cachedEncoder().encode(new ArrayList<>(all));
    Interrupts.check("embedding " + column);
    // the training texts come first in the set
    float[][] fitted = Arrays.copyOf(encoded, train.size());
    Pca pca = plan.reduction().map(r -> reduce(column, r, fitted)).orElse(null);
    try (Progress.Task task = Progress.start("apply PCA", encoded.length)) {
      Map<String, float[]> vectors = table(all, transformed(pca, encoded));
      task.advance(encoded.length);
      return new EmbeddedText(column, plan.encoder(), pca, vectors, train.size());
    }
  }

  /**
   * Puts one together again, for one that was saved.
   *
   * @param column the column's name
   * @param encoder the encoder, used for texts that have no vector here
   * @param pca the fitted PCA; {@code null} for none
   * @param vectors the final vectors by text; may be empty
   * @throws DataException if a vector's length is not that of the PCA or encoder
   */
  public static EmbeddedText of(
      String column, TextEncoder encoder, Pca pca, Map<String, float[]> vectors) {
    int dimension = pca == null ? encoder.dimension() : pca.dimension();
    Map<String, float[]> copies = new HashMap<>();
    vectors.forEach(
        (text, vector) -> {
          if (vector.length != dimension) {
            throw new DataException(
                String.format(
                    "the vector of %s has %d numbers: column %s has vectors of %d",
                    Messages.quote(text), vector.length, Messages.quote(column), dimension));
          }
          copies.put(text, vector.clone());
        });
    return new EmbeddedText(column, encoder, pca, copies, 0);
  }

  /**
   * This with the vectors of these texts made ready: one call of the encoder for all that are new,
   * where {@link #vector(String)} would call it for each.
   */
  public EmbeddedText including(Collection<String> texts) {
    Set<String> fresh = distinct(texts);
    fresh.removeAll(vectors.keySet());
    if (fresh.isEmpty()) {
      return this;
    }
    Map<String, float[]> more = new HashMap<>(vectors);
    more.putAll(table(fresh, transformed(pca, encoder.encode(new ArrayList<>(fresh)))));
    return new EmbeddedText(column, encoder, pca, more, fittedOn);
  }

  /** The column's name. */
  public String column() {
    return column;
  }

  /** The encoder's id. */
  public String encoderId() {
    return encoder.id();
  }

  /** The encoder, without a cache. */
  public TextEncoder encoder() {
    return encoder;
  }

  /** The fitted PCA, if there is one. */
  public Optional<Pca> pca() {
    return Optional.ofNullable(pca);
  }

  /**
   * How many numbers a vector has: the PCA's components or, without one, the encoder's dimension.
   */
  public int dimension() {
    return pca == null ? encoder.dimension() : pca.dimension();
  }

  /** The texts whose vectors are here. */
  public Set<String> texts() {
    return Set.copyOf(vectors.keySet());
  }

  /**
   * The text's vector, a copy; {@code null} for {@code null}. A text that is not here is encoded
   * now and not kept.
   */
  public float[] vector(String text) {
    float[] vector = find(text);
    return vector == null ? null : vector.clone();
  }

  /**
   * Writes the text's vector into the target; NaN for {@code null}, the missing value of numeric
   * features.
   *
   * @param target where to write {@link #dimension()} numbers
   * @param offset the position of the first
   */
  public void copyTo(String text, float[] target, int offset) {
    float[] vector = find(text);
    if (vector == null) {
      Arrays.fill(target, offset, offset + dimension(), Float.NaN);
    } else {
      System.arraycopy(vector, 0, target, offset, vector.length);
    }
  }

  /** One sentence on how the vectors were made, for provenance. */
  public String provenance() {
    StringBuilder words =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s: %,d distinct texts by %s, %d dimensions",
                column,
                vectors.size(),
                encoder.id(),
                pca == null ? dimension() : pca.inputDimension()));
    if (pca != null) {
      words.append(
          String.format(
              Locale.ROOT,
              ", by PCA to %d that keep %.1f%% of the variance",
              pca.dimension(),
              100 * Arrays.stream(pca.explainedVarianceRatio()).sum()));
      if (fittedOn > 0) {
        words.append(
            String.format(Locale.ROOT, ", fitted on %,d distinct training texts", fittedOn));
      }
    }
    return words.toString();
  }

  @Override
  public String toString() {
    return provenance() + "\n";
  }

  @Override
  public String toHtml() {
    return "<p>" + Grid.escape(provenance()) + "</p>" + pca().map(Pca::toHtml).orElse("");
  }

  private float[] find(String text) {
    if (text == null) {
      return null;
    }
    float[] known = vectors.get(text);
    return known != null ? known : transformed(pca, encoder.encode(List.of(text)))[0];
  }

  private static Pca reduce(String column, EmbedPlan.Reduction reduction, float[][] fitted) {
    try {
      return reduction.fit(fitted);
    } catch (DataException e) {
      throw new DataException(
          "column "
              + Messages.quote(column)
              + " has "
              + fitted.length
              + " distinct training texts: "
              + e.getMessage(),
          e);
    }
  }

  private static float[][] transformed(Pca pca, float[][] encoded) {
    return pca == null ? encoded : pca.transform(encoded);
  }

  private static Set<String> distinct(Collection<String> texts) {
    Set<String> distinct = new LinkedHashSet<>(texts);
    distinct.removeIf(Objects::isNull);
    return distinct;
  }

  private static Map<String, float[]> table(Set<String> texts, float[][] vectors) {
    Map<String, float[]> table = new HashMap<>();
    int row = 0;
    for (String text : texts) {
      table.put(text, vectors[row++]);
    }
    return table;
  }
}
