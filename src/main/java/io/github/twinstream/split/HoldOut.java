package io.github.twinstream.split;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.Tokens;

/**
 * Which rows of a group that is tested are held out. The others are for training, at least one in
 * each group, so that a model can know the group; only {@link #all()} holds out every row.
 */
public sealed interface HoldOut {
  /** Every row: the model has never seen the group. */
  static HoldOut all() {
    return new All();
  }

  /**
   * The last rows by the time column, the later in the table where times are equal.
   *
   * @throws ConfigException if {@code rows} is below 1
   */
  static HoldOut last(int rows, String timeColumn) {
    return new Last(rows, timeColumn);
  }

  /**
   * The last share of the rows by the time column, rounded to whole rows.
   *
   * @throws ConfigException if {@code share} is not between 0 and 1
   */
  static HoldOut lastShare(double share, String timeColumn) {
    return new LastShare(share, timeColumn);
  }

  /**
   * So many rows drawn at random.
   *
   * @throws ConfigException if {@code rows} is below 1
   */
  static HoldOut sample(int rows) {
    return new Sample(rows);
  }

  /**
   * A share of the rows drawn at random, rounded to whole rows.
   *
   * @throws ConfigException if {@code share} is not between 0 and 1
   */
  static HoldOut sampleShare(double share) {
    return new SampleShare(share);
  }

  /** How many of a group's rows are held out. */
  int of(int groupRows);

  /** The column that says which rows are last; {@code null} if rows are drawn or all are taken. */
  String timeColumn();

  /** See {@link #all()}. */
  record All() implements HoldOut {
    @Override
    public int of(int groupRows) {
      return groupRows;
    }

    @Override
    public String timeColumn() {
      return null;
    }

    @Override
    public String toString() {
      return "all rows";
    }
  }

  /** See {@link #last}. */
  record Last(int rows, String timeColumn) implements HoldOut {
    /** Refuses to hold out nothing. */
    public Last {
      checkRows(rows);
    }

    @Override
    public int of(int groupRows) {
      return Math.min(rows, groupRows - 1);
    }

    @Override
    public String toString() {
      return "last " + rows + " by " + Messages.quote(timeColumn);
    }
  }

  /** See {@link #lastShare}. */
  record LastShare(double share, String timeColumn) implements HoldOut {
    /** Refuses a share that leaves nothing on one side. */
    public LastShare {
      checkShare(share);
    }

    @Override
    public int of(int groupRows) {
      return Math.min((int) Math.round(share * groupRows), groupRows - 1);
    }

    @Override
    public String toString() {
      return "last share of " + Tokens.number(share) + " by " + Messages.quote(timeColumn);
    }
  }

  /** See {@link #sample}. */
  record Sample(int rows) implements HoldOut {
    /** Refuses to hold out nothing. */
    public Sample {
      checkRows(rows);
    }

    @Override
    public int of(int groupRows) {
      return Math.min(rows, groupRows - 1);
    }

    @Override
    public String timeColumn() {
      return null;
    }

    @Override
    public String toString() {
      return rows + " drawn at random";
    }
  }

  /** See {@link #sampleShare}. */
  record SampleShare(double share) implements HoldOut {
    /** Refuses a share that leaves nothing on one side. */
    public SampleShare {
      checkShare(share);
    }

    @Override
    public int of(int groupRows) {
      return Math.min((int) Math.round(share * groupRows), groupRows - 1);
    }

    @Override
    public String timeColumn() {
      return null;
    }

    @Override
    public String toString() {
      return "share of " + Tokens.number(share) + " drawn at random";
    }
  }

  private static void checkRows(int rows) {
    if (rows < 1) {
      throw new ConfigException(Messages.outOfRange("rows held out", rows, "at least 1"));
    }
  }

  private static void checkShare(double share) {
    if (!(share > 0 && share < 1)) {
      throw new ConfigException(
          Messages.outOfRange("share held out", share, "greater than 0 and less than 1"));
    }
  }
}
