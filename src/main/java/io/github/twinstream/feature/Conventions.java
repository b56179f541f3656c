package io.github.twinstream.feature;

import java.util.Set;

/**
 * Whose rules vocabularies follow where implementations differ: what counts as a missing cell, in
 * which order tokens get their ids, and how a shared vocabulary grows.
 */
public enum Conventions {
  /**
   * FuxiCTR 2.3 and the default here: only an empty cell is missing; the most frequent token comes
   * first, the first seen among equally frequent ones.
   */
  FUXICTR_2_3(Set.of("")),
  /**
   * FuxiCTR 2.0.1, which the article used: words such as {@code n/a} and {@code NULL} are missing
   * too; tokens are sorted by code point. A quirk is kept for parity: if a shared vocabulary grows
   * by exactly one token, that token gets the id of unknown tokens.
   */
  FUXICTR_2_0_1(
      Set.of(
          "",
          "#N/A",
          "#N/A N/A",
          "#NA",
          "-1.#IND",
          "-1.#QNAN",
          "-NaN",
          "-nan",
          "1.#IND",
          "1.#QNAN",
          "<NA>",
          "N/A",
          "NA",
          "NULL",
          "NaN",
          "n/a",
          "nan",
          "null"));

  private final Set<String> missing;

  Conventions(Set<String> missing) {
    this.missing = missing;
  }

  /** Whether the cell counts as missing; {@code null} always does. */
  public boolean missing(String cell) {
    return cell == null || missing.contains(cell);
  }
}
