package io.github.twinstream.config;

import io.github.twinstream.feature.Padding;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Scaling;

/**
 * One column of a dataset configuration, as FuxiCTR's {@code feature_cols} have it.
 *
 * @param name the column
 * @param kind what becomes of it
 * @param text whether the file's cells are taken as text ({@code dtype: str})
 * @param fill what a missing cell becomes; {@code null} for "" or 0 by kind
 * @param scaling of a numeric column
 * @param minCount tokens seen less often are unknown
 * @param buckets quantile buckets of a number; 0 for none
 * @param splitter between the tokens of a sequence
 * @param maxLength tokens kept of a sequence; 0 for the longest training cell
 * @param padding where a sequence is filled and cut
 * @param pooling of a sequence
 * @param sharedWith the column whose table a sequence shares; empty for its own
 */
public record FuxiField(
    String name,
    Kind kind,
    boolean text,
    String fill,
    Scaling scaling,
    int minCount,
    int buckets,
    String splitter,
    int maxLength,
    Padding padding,
    Pooling pooling,
    String sharedWith) {
  /** FuxiCTR's types of columns. */
  public enum Kind {
    /** A number. */
    NUMERIC,
    /** A token. */
    CATEGORICAL,
    /** A list of tokens. */
    SEQUENCE,
    /** Kept for grouping, not read by the network. */
    META
  }
}
