package io.github.twinstream.rank;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.Locale;

/**
 * Which items of each test user are ranked. The choice is part of the result: numbers with other
 * candidates are other numbers.
 *
 * @param kind which items
 * @param count negatives for each user, or users for the whole catalogue; unused otherwise
 * @param byPopularity whether negatives are drawn by their number of training rows
 * @param seed the seed of the draw
 */
public record Candidates(Kind kind, int count, boolean byPopularity, long seed) {
  /** Which items. */
  public enum Kind {
    /** The user's own test rows: the article's protocol. */
    OWN,
    /** The user's own test rows and items that the user has no row of. */
    SAMPLED,
    /** The user's own test rows and all items of the training rows that the user has no row of. */
    CATALOGUE
  }

  /** Checks the count. */
  public Candidates {
    if (kind != Kind.OWN && count < 1) {
      throw new ConfigException(
          Messages.outOfRange(kind == Kind.SAMPLED ? "negatives" : "users", count, "at least 1"));
    }
  }

  /** The user's own test rows: the article's protocol. */
  public static Candidates ownTestItems() {
    return new Candidates(Kind.OWN, 0, false, 0);
  }

  /**
   * The user's own test rows and so many items that the user has no row of, which count as
   * negatives: drawn uniformly from the items of the training rows, each at most once.
   */
  public static Candidates sampledNegatives(int count) {
    return new Candidates(Kind.SAMPLED, count, false, 42);
  }

  /**
   * The user's own test rows and every item of the training rows that the user has no row of, which
   * count as negatives; for 100 users who have a positive test row, drawn at random.
   */
  public static Candidates wholeCatalogue() {
    return new Candidates(Kind.CATALOGUE, 100, false, 42);
  }

  /** For so many users, drawn at random from those with a positive test row. */
  public Candidates users(int users) {
    if (kind != Kind.CATALOGUE) {
      throw new ConfigException(
          "users(" + users + ") goes with wholeCatalogue(), not with " + this);
    }
    return new Candidates(kind, users, byPopularity, seed);
  }

  /** Draws negatives by their number of training rows instead of uniformly. */
  public Candidates popularityWeighted() {
    if (kind != Kind.SAMPLED) {
      throw new ConfigException(
          "popularityWeighted() goes with sampledNegatives(...), not with " + this);
    }
    return new Candidates(kind, count, true, seed);
  }

  /** With this seed of the draw. */
  public Candidates seed(long other) {
    return new Candidates(kind, count, byPopularity, other);
  }

  /** The choice in words. */
  @Override
  public String toString() {
    return switch (kind) {
      case OWN -> "each user's own test rows";
      case SAMPLED ->
          String.format(
              Locale.ROOT,
              "each user's own test rows and %d items without a row of the user, drawn %s, seed %d",
              count,
              byPopularity ? "by popularity" : "uniformly",
              seed);
      case CATALOGUE ->
          String.format(
              Locale.ROOT,
              "own test rows and all other items of the training part, for %d users, seed %d",
              count,
              seed);
    };
  }
}
