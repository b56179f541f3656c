package io.github.twinstream.split;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is tested × what of theirs is held out. Who: groups, rows, the last rows in time, or everyone
 * with their last row. What: see {@link HoldOut}; every row unless said otherwise.
 *
 * <pre>{@code
 * new SplitPlan().byGroup("User-ID").ratios(0.7, 0.1, 0.2).seed(42).parts(table);
 * new SplitPlan().byGroup("User-ID").holdOut(HoldOut.last(1, "time")).folds(5, table);
 * }</pre>
 *
 * <p>A row whose group or time the split needs and that has none is an error, never a guess. A part
 * that is wanted and would be empty is an error too.
 */
public final class SplitPlan {
  private static final Ratios USUAL = new Ratios(0.7, 0.1, 0.2);

  private Who who;
  private Ratios ratios;
  private HoldOut holdOut;
  private long seed = 42;

  /**
   * All rows with the same value in the column are in the same part, but for what {@link #holdOut}
   * leaves to training. Groups are put in random order, and cut by the ratios; each group counts as
   * one, however many rows it has.
   */
  public SplitPlan byGroup(String column) {
    return who(new Who.ByGroup(column));
  }

  /** Rows are put in random order, and cut by the ratios. */
  public SplitPlan byRow() {
    return who(new Who.ByRow());
  }

  /**
   * The earliest rows are for training, the latest for the test. Rows of the same time are never
   * parted: where a cut falls among them it moves behind the last.
   *
   * @param column numbers such as seconds, or dates
   */
  public SplitPlan byTime(String column) {
    return who(new Who.ByTime(column));
  }

  /**
   * Each group's last row is for the test and the last but one for validation; a group of two rows
   * has none for validation, a group of one row is all for training. Of rows of the same time the
   * later in the table is the later.
   */
  public SplitPlan leaveLastOut(String groupColumn, String timeColumn) {
    return who(new Who.LeaveLastOut(groupColumn, timeColumn));
  }

  /**
   * Each row is in the part that the column names: {@code train}, {@code valid} or {@code test}.
   * For rows that somebody has split before.
   */
  public SplitPlan byColumn(String column) {
    return byColumn(column, null);
  }

  /** As {@link #byColumn(String)}; metrics by group and rankings go by {@code groupColumn}. */
  public SplitPlan byColumn(String column, String groupColumn) {
    return who(new Who.ByColumn(column, groupColumn));
  }

  /**
   * How much of the whole each part gets; 0.7, 0.1, 0.2 if not said.
   *
   * @throws ConfigException if they do not add up to 1, {@code train} is not greater than 0, or one
   *     is negative
   */
  public SplitPlan ratios(double train, double valid, double test) {
    ratios = new Ratios(train, valid, test);
    return this;
  }

  /**
   * Which rows of the groups that are tested or validated are held out; the rest is for training.
   */
  public SplitPlan holdOut(HoldOut rows) {
    holdOut = rows;
    return this;
  }

  /** The seed of the random order; 42 if not said. */
  public SplitPlan seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * The three parts of the table.
   *
   * @throws ConfigException if the plan does not say who is tested, or says what does not fit
   *     together
   * @throws io.github.twinstream.error.DataException if a column is not there, a row has no group
   *     or time, or a part would be empty
   */
  public SplitParts parts(DataTable table) {
    checkFit();
    Splitter splitter = new Splitter(table, who, heldOut(), seed, words());
    try (Progress.Task task = Progress.start("split", 0)) {
      task.detail(words());
      return parts(splitter);
    }
  }

  private SplitParts parts(Splitter splitter) {
    if (who instanceof Who.LeaveLastOut) {
      return splitter.leaveLastOut();
    }
    if (who instanceof Who.ByColumn named) {
      return splitter.byColumn(named.column());
    }
    Ratios cut = ratios == null ? USUAL : ratios;
    return who instanceof Who.ByTime ? splitter.byTime(cut) : splitter.byRatios(cut);
  }

  /**
   * As many splits as folds. Groups, or rows, are put in random order and dealt out to the folds;
   * in the split number i the i-th fold is tested, the one after it validated, and all others are
   * for training. So each group is tested exactly once.
   *
   * @throws ConfigException if there are fewer than 3 folds, the plan has ratios, or it is not by
   *     group or by row
   * @throws io.github.twinstream.error.DataException if there are fewer groups than folds, a column
   *     is not there, a row has no group or time, or a part would be empty
   */
  public List<SplitParts> folds(int folds, DataTable table) {
    checkFit();
    if (folds < 3) {
      throw new ConfigException(
          Messages.outOfRange(
              "folds", folds, "at least 3: one is tested, one validated, the others train"));
    }
    if (!(who instanceof Who.ByGroup || who instanceof Who.ByRow)) {
      throw new ConfigException("folds of " + who + ": folds are made byGroup(...) or byRow()");
    }
    if (ratios != null) {
      throw new ConfigException(
          words() + ": " + folds + " folds say how large each part is; leave out ratios(...)");
    }
    try (Progress.Task task = Progress.start("split", 0)) {
      task.detail(folds + " folds, " + words());
      return new Splitter(table, who, heldOut(), seed, words()).folds(folds);
    }
  }

  private SplitPlan who(Who tested) {
    who = tested;
    return this;
  }

  private HoldOut heldOut() {
    return holdOut == null ? HoldOut.all() : holdOut;
  }

  private void checkFit() {
    if (who == null) {
      throw new ConfigException(
          "the split does not say who is tested: begin with byGroup(column), byRow(),"
              + " byTime(column), leaveLastOut(groupColumn, timeColumn) or byColumn(column)");
    }
    if (ratios != null && who instanceof Who.LeaveLastOut) {
      throw new ConfigException(
          words() + ": it holds out one row of each group for each part; leave out ratios(...)");
    }
    if (ratios != null && who instanceof Who.ByColumn) {
      throw new ConfigException(
          words() + ": the column says which part each row is in; leave out ratios(...)");
    }
    if (!(heldOut() instanceof HoldOut.All) && !(who instanceof Who.ByGroup)) {
      throw new ConfigException(
          words() + ": holdOut(...) says what of a group is tested; it goes with byGroup(...)");
    }
  }

  private String words() {
    List<String> words = new ArrayList<>();
    words.add(who.toString());
    if (ratios != null) {
      words.add(
          String.format(
              "ratios(%s, %s, %s)",
              Tokens.number(ratios.train()),
              Tokens.number(ratios.valid()),
              Tokens.number(ratios.test())));
    }
    if (holdOut != null) {
      words.add("holdOut(" + holdOut + ")");
    }
    words.add("seed(" + seed + ")");
    return String.join(", ", words);
  }
}
