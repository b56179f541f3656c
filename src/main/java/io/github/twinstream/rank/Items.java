package io.github.twinstream.rank;

import io.github.twinstream.error.ConfigException;

/**
 * Which item each row is about, and what is known of the items: what metrics beyond accuracy read.
 * The arrays are not copied: treat them as read-only.
 *
 * @param item the row's item as an index into the catalogue; empty when the items are not known
 * @param popularity how many training rows each item of the catalogue has; its length is the size
 *     of the catalogue
 * @param vectors one vector for each item, such as its title's embedding, {@code null} for an item
 *     without; empty when there are none
 */
public record Items(int[] item, int[] popularity, float[][] vectors) {
  /** Nothing is known of the items. */
  public static final Items NONE = new Items(new int[0], new int[0], new float[0][]);

  /**
   * Checks that the arrays fit together.
   *
   * @throws ConfigException if an item is not in the catalogue, or there are vectors for other
   *     items than the catalogue's
   */
  public Items {
    for (int i = 0; i < item.length; i++) {
      if (item[i] < 0 || item[i] >= popularity.length) {
        throw new ConfigException(
            "the item of row "
                + i
                + " is "
                + item[i]
                + ": it must be at least 0 and below the catalogue's "
                + popularity.length
                + " items");
      }
    }
    if (vectors.length > 0 && vectors.length != popularity.length) {
      throw new ConfigException(
          vectors.length
              + " vectors were given for "
              + popularity.length
              + " items: give one for each, null for an item without");
    }
  }

  /** Whether the rows' items are known. */
  public boolean known() {
    return popularity.length > 0;
  }

  /** How many items the catalogue has. */
  public int catalogue() {
    return popularity.length;
  }
}
