package io.github.twinstream.split;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * The rows of each part, and the plan that they came from. Row indexes ascend, so each part keeps
 * the table's order; each row of the table is in exactly one part.
 */
public final class SplitParts implements Displayable {
  private final int[][] rows;
  private final Who who;
  private final HoldOut holdOut;
  private final long seed;
  private final String words;

  SplitParts(Part[] parts, Who who, HoldOut holdOut, long seed, String words) {
    this.rows = new int[Part.values().length][];
    for (Part part : Part.values()) {
      int[] own = new int[parts.length];
      int size = 0;
      for (int row = 0; row < parts.length; row++) {
        if (parts[row] == part) {
          own[size++] = row;
        }
      }
      rows[part.ordinal()] = Arrays.copyOf(own, size);
    }
    this.who = who;
    this.holdOut = holdOut;
    this.seed = seed;
    this.words = words;
  }

  /** The column whose groups are split; {@code null} if rows are. */
  public String groupColumn() {
    return who.groupColumn();
  }

  /** The training rows. */
  public int[] train() {
    return rows(Part.TRAIN);
  }

  /** The validation rows. */
  public int[] valid() {
    return rows(Part.VALID);
  }

  /** The test rows. */
  public int[] test() {
    return rows(Part.TEST);
  }

  /** The part's rows: a copy. */
  public int[] rows(Part part) {
    return rows[part.ordinal()].clone();
  }

  /** How many rows the part has. */
  public int size(Part part) {
    return rows[part.ordinal()].length;
  }

  /** How many rows there are in all. */
  public int size() {
    return Arrays.stream(rows).mapToInt(part -> part.length).sum();
  }

  /** What was done, such as {@code byGroup('User-ID'), ratios(0.7, 0.1, 0.2), seed(42)}. */
  public String words() {
    return words;
  }

  /** The seed of the random order. */
  public long seed() {
    return seed;
  }

  Who who() {
    return who;
  }

  HoldOut holdOut() {
    return holdOut;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SplitParts parts
        && Arrays.deepEquals(rows, parts.rows)
        && words.equals(parts.words);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.deepHashCode(rows), words);
  }

  @Override
  public String toString() {
    return grid().toString();
  }

  @Override
  public String toHtml() {
    return grid().toHtml();
  }

  private Grid grid() {
    Grid grid = new Grid(words, "part", "rows", "share");
    for (Part part : Part.values()) {
      double share = size() == 0 ? 0 : 100.0 * size(part) / size();
      grid.row(
          part,
          String.format(Locale.ROOT, "%,d", size(part)),
          String.format(Locale.ROOT, "%.1f%%", share));
    }
    return grid;
  }
}
