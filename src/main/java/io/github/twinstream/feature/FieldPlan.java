package io.github.twinstream.feature;

/** What is to become of one column; a value that is fitted on the training rows. */
public sealed interface FieldPlan {
  /** The column that is read. */
  String column();

  /**
   * A number, or the components of an embedded text.
   *
   * @param column the column
   * @param fill what replaces a missing value
   * @param scaling how it is scaled
   */
  record Numeric(String column, Imputation fill, Scaling scaling) implements FieldPlan {}

  /**
   * One token of a vocabulary.
   *
   * @param column the column
   * @param tokens the vocabulary's options
   * @param buckets quantile buckets of a number; 0 for the cell's own token
   */
  record Categorical(String column, TokenOptions tokens, int buckets) implements FieldPlan {}

  /**
   * Several tokens in one cell.
   *
   * @param column the column
   * @param tokens the vocabulary's options
   * @param separator what stands between tokens, taken literally
   * @param maxLength tokens kept; 0 for the longest training cell
   * @param padding where a short list is filled and a long one cut
   * @param pooling how the embeddings become one
   * @param sharedWith the column whose vocabulary and table it shares; empty for its own
   */
  record Sequence(
      String column,
      TokenOptions tokens,
      String separator,
      int maxLength,
      Padding padding,
      Pooling pooling,
      String sharedWith)
      implements FieldPlan {}

  /**
   * Options of a vocabulary.
   *
   * @param minCount tokens seen less often in training are unknown; at least 1
   * @param missing the word that stands for a missing value, itself never in the vocabulary
   * @param sharedUnknown whether missing values share the id and embedding of unknown tokens
   */
  record TokenOptions(int minCount, String missing, boolean sharedUnknown) {
    /** All tokens; the empty cell is missing, and shares the unknown tokens' id. */
    public static final TokenOptions DEFAULT = new TokenOptions(1, "", true);
  }
}
