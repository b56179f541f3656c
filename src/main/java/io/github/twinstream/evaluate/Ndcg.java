package io.github.twinstream.evaluate;

import io.github.twinstream.error.DataException;
import io.github.twinstream.rank.ScoredRows;
import java.util.Locale;

/**
 * The article's nDCG: each user's discounted gain over the best possible one, gains being the raw
 * relevance (a rating of 8 gains 8).
 *
 * <p>Formula for a user: Σ_r rel_r / log2(r + 1) over the ranks up to the cut-off, divided by the
 * same sum in the best order; rows of tied scores share their mean gain. The result is the plain
 * mean over the users with two rows or more: with one row every order is the best. Chance: the
 * exact expectation over random orders, mean gain × Σ discounts / ideal, averaged over the same
 * users. It is high when all gains are, which is why a value means nothing without it. Ceiling: 1.
 * Edges: a user whose relevance is all 0 counts 0; no user with two rows: undefined; a relevance
 * below 0 or NaN: an error; NaN scores: an error. Source: scikit-learn's {@code ndcg_score} for
 * each user, as the article calls it.
 *
 * @param cutoff the last rank that counts, at least 1; {@link #ALL} for none
 */
public record Ndcg(int cutoff) implements Metric {
  /** No cut-off: every rank counts. */
  public static final int ALL = Integer.MAX_VALUE;

  private static final int FEWEST_ROWS = 2;

  /** Without a cut-off, as the article. */
  public Ndcg() {
    this(ALL);
  }

  /** Checks the cut-off. */
  public Ndcg {
    Gains.requireRank("nDCG", cutoff);
  }

  @Override
  public String name() {
    return cutoff == ALL ? "nDCG" : "nDCG@" + cutoff;
  }

  @Override
  public PerUser measure(ScoredRows rows) {
    RankedUsers ranked = new RankedUsers(rows);
    double[] relevance = rows.relevance();
    for (int i = 0; i < relevance.length; i++) {
      if (!(relevance[i] >= 0 && relevance[i] < Double.POSITIVE_INFINITY)) {
        throw new DataException(
            "the relevance of row "
                + i
                + " is "
                + relevance[i]
                + ": "
                + name()
                + " needs finite numbers of at least 0");
      }
    }
    Gains gains = new Gains(ranked, relevance, cutoff);
    return ranked.mean(
        u -> ranked.size(u) < FEWEST_ROWS ? Double.NaN : ratio(gains.discounted(u), gains.ideal(u)),
        u -> ratio(gains.expected(u), gains.ideal(u)),
        u -> ratio(gains.ideal(u), gains.ideal(u)),
        "no user has two rows or more");
  }

  @Override
  public String note(double chance) {
    String words =
        name()
            + " is high by chance where users have few rows, or rows of much the same relevance:"
            + " most orders of them are good.";
    return Double.isNaN(chance)
        ? words
        : words
            + String.format(
                Locale.ROOT,
                " Random scores reach %.4f on these rows: read the distance to that, not the"
                    + " value.",
                chance);
  }

  private static double ratio(double gain, double ideal) {
    return ideal == 0 ? 0 : gain / ideal;
  }
}
