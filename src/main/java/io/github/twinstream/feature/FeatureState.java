package io.github.twinstream.feature;

import java.util.List;
import java.util.Map;

/**
 * All that {@link Features} have learned from their training rows, as plain values: what a saved
 * model keeps of them. The vectors of embedded texts are not part of it.
 *
 * @param fields one entry a column, in the schema's order
 * @param vocabularies the vocabularies that the entries name by index
 * @param streams field indexes of each stream by its name
 */
public record FeatureState(
    List<Entry> fields, List<Words> vocabularies, Map<String, List<Integer>> streams) {

  /** One column's entry. */
  public sealed interface Entry {
    /** The column that is read. */
    String column();
  }

  /**
   * A number.
   *
   * @param column the column
   * @param fill what replaces a missing value
   * @param scaler the fitted scaling
   */
  public record Number(String column, double fill, Scaler scaler) implements Entry {}

  /**
   * The components of an embedded text.
   *
   * @param column the column
   * @param fills what replaces each component of a missing text
   * @param scalers the fitted scaling of each component
   */
  public record Vector(String column, List<Double> fills, List<Scaler> scalers) implements Entry {}

  /**
   * A token.
   *
   * @param column the column
   * @param reading how cells become tokens
   * @param vocabulary index of its vocabulary
   */
  public record Token(String column, Reading reading, int vocabulary) implements Entry {}

  /**
   * A list of tokens.
   *
   * @param column the column
   * @param reading how cells become tokens
   * @param vocabulary index of its vocabulary
   * @param length ids a row
   * @param padding where short lists are filled
   * @param pooling how embeddings become one
   * @param sharedWith the field whose table it shares; empty for its own
   */
  public record Sequence(
      String column,
      Reading reading,
      int vocabulary,
      int length,
      Padding padding,
      Pooling pooling,
      String sharedWith)
      implements Entry {}

  /**
   * How cells become tokens.
   *
   * @param missing the word that stands for a missing value
   * @param conventions what else does
   * @param boundaries inner boundaries of quantile buckets; {@code null} for the cell's own token
   * @param separator between a list's tokens; {@code null} for one token a cell
   */
  public record Reading(
      String missing, Conventions conventions, List<Double> boundaries, String separator) {}

  /**
   * A vocabulary.
   *
   * @param tokens the kept tokens
   * @param ids their ids; empty if they are 1, 2, 3 and so on
   * @param unknown the id of all others
   * @param sharedUnknown whether missing values have that id too
   */
  public record Words(List<String> tokens, List<Integer> ids, int unknown, boolean sharedUnknown) {}
}
