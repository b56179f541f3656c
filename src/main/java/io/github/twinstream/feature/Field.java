package io.github.twinstream.feature;

/**
 * One input of a network, as it stands in the {@link Schema}.
 *
 * @param name the field's name: the column's, or {@code column_i} for component i of a vector
 * @param column the column that it is read from
 * @param kind what the network is given
 * @param vocabularySize ids it can take, padding (0), unknown and missing included; 0 if numeric
 * @param length ids a row: 1, or the longest sequence that is kept
 * @param pooling how a sequence's embeddings become one; {@code null} for the other kinds
 * @param sharedWith the field whose table it shares; empty for a table of its own
 */
public record Field(
    String name,
    String column,
    Kind kind,
    int vocabularySize,
    int length,
    Pooling pooling,
    String sharedWith) {
  /** What the network is given: a number, an id, or a padded list of ids. */
  public enum Kind {
    /** One number. */
    NUMERIC,
    /** One id. */
    CATEGORICAL,
    /** A list of ids, padded with 0. */
    SEQUENCE
  }

  /** A numeric field. */
  public static Field numeric(String name, String column) {
    return new Field(name, column, Kind.NUMERIC, 0, 1, null, "");
  }

  /** A categorical field of one id. */
  public static Field categorical(String name, int vocabularySize) {
    return new Field(name, name, Kind.CATEGORICAL, vocabularySize, 1, null, "");
  }

  /** A field of up to {@code length} ids; {@code sharedWith} is empty for a table of its own. */
  public static Field sequence(
      String name, int vocabularySize, int length, Pooling pooling, String sharedWith) {
    return new Field(name, name, Kind.SEQUENCE, vocabularySize, length, pooling, sharedWith);
  }
}
