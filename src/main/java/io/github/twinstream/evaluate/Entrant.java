package io.github.twinstream.evaluate;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.rank.ScoredRows;
import java.util.Arrays;
import java.util.List;

/**
 * A model's scores in a comparison and how they came to be.
 *
 * @param name the row's name
 * @param runs its scores of the same rows, one for each seed
 * @param simple whether it is a rule of counts and means, which a learned model must beat
 * @param cost what it took, a mean over the runs
 * @param record what made it
 */
public record Entrant(
    String name, List<ScoredRows> runs, boolean simple, Cost cost, RunRecord record) {
  /** Copies the list. */
  public Entrant {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new ConfigException(name + " has 0 runs: a comparison needs at least one");
    }
  }

  /**
   * Throws unless the rows are those of another model: the same users and truth in the same order.
   *
   * @throws ConfigException if they differ; names the row
   */
  void requireSameRows(Entrant first) {
    ScoredRows a = first.runs.get(0);
    for (ScoredRows b : runs) {
      int row =
          a.rows() != b.rows()
              ? Math.min(a.rows(), b.rows())
              : Math.min(
                  mismatch(Arrays.mismatch(a.label(), b.label())),
                  Math.min(
                      mismatch(Arrays.mismatch(a.group(), b.group())),
                      mismatch(Arrays.mismatch(a.relevance(), b.relevance()))));
      if (row != Integer.MAX_VALUE) {
        throw new ConfigException(
            first.name
                + " has "
                + a.rows()
                + " rows and "
                + name
                + " has "
                + b.rows()
                + ", and they differ from row "
                + row
                + " on: models are compared on the same rows in the same order");
      }
    }
  }

  private static int mismatch(int row) {
    return row < 0 ? Integer.MAX_VALUE : row;
  }
}
