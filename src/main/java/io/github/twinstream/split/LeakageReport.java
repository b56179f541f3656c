package io.github.twinstream.split;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.RowKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * What one part of a split may know of another: groups that are in two parts, training rows later
 * than the first test row, and rows that come again in another part. Each finding says whether the
 * way of splitting brings it about by itself.
 *
 * @param findings the findings, those with a count of 0 included
 */
public record LeakageReport(List<Finding> findings) implements Displayable {
  /**
   * One thing that was looked for.
   *
   * @param what what it is
   * @param count how many there are
   * @param of how many there could be
   * @param byDesign whether the way of splitting brings it about by itself
   * @param meaning what it means for results
   */
  public record Finding(String what, long count, long of, boolean byDesign, String meaning) {
    /** Whether it was found, and the way of splitting does not account for it. */
    public boolean isLeak() {
      return count > 0 && !byDesign;
    }
  }

  /** Copies the list. */
  public LeakageReport {
    findings = List.copyOf(findings);
  }

  /**
   * Looks at the columns that the split itself went by; see {@link #of(DataTable, SplitParts,
   * String, String)}.
   */
  public static LeakageReport of(DataTable table, SplitParts parts) {
    Who who = parts.who();
    String time = who.timeColumn() != null ? who.timeColumn() : parts.holdOut().timeColumn();
    return of(table, parts, who.groupColumn(), time);
  }

  /**
   * Looks for leaks. Rows without a group or time are left out of the finding that needs it.
   *
   * @param groupColumn the groups to look for in two parts; {@code null} to leave that out
   * @param timeColumn the times of rows; {@code null} to leave future rows out
   * @throws DataException if the parts are of a table with another number of rows, or a column is
   *     not there
   */
  public static LeakageReport of(
      DataTable table, SplitParts parts, String groupColumn, String timeColumn) {
    if (table.rows() != parts.size()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the split is of %,d rows, but the table has %,d: give the table that was split",
              parts.size(),
              table.rows()));
    }
    List<Finding> findings = new ArrayList<>();
    try (Progress.Task task = Progress.start("look for leaks", 0)) {
      if (groupColumn != null) {
        task.detail("groups by " + groupColumn);
        addGroups(findings, table, parts, groupColumn);
      }
      if (timeColumn != null) {
        task.detail("times by " + timeColumn);
        findings.add(future(table, parts, timeColumn));
      }
      task.within("rows that come again", () -> addDuplicates(findings, table, parts));
    }
    return new LeakageReport(findings);
  }

  /** Whether something was found that the way of splitting does not account for. */
  public boolean hasLeaks() {
    return findings.stream().anyMatch(Finding::isLeak);
  }

  private static void addGroups(
      List<Finding> findings, DataTable table, SplitParts parts, String column) {
    boolean kept =
        parts.who().equals(new Who.ByGroup(column)) && parts.holdOut() instanceof HoldOut.All;
    int[] codes = RowKeys.skippingMissing().of(table, List.of(column));
    for (Part[] pair : pairs()) {
      BitSet first = codes(codes, parts.rows(pair[0]));
      BitSet second = codes(codes, parts.rows(pair[1]));
      BitSet both = (BitSet) first.clone();
      both.and(second);
      findings.add(
          new Finding(
              "values of " + column + " in " + pair[0] + " and " + pair[1],
              both.cardinality(),
              second.cardinality(),
              !kept,
              "results are for values seen before, as far as there are any"));
    }
  }

  private static Finding future(DataTable table, SplitParts parts, String column) {
    Times times = Times.withMissing(table, column);
    double earliest =
        Arrays.stream(parts.test())
            .mapToDouble(times::at)
            .filter(time -> !Double.isNaN(time))
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    long later = Arrays.stream(parts.train()).filter(row -> times.at(row) > earliest).count();
    return new Finding(
        "training rows later in " + column + " than the first test row",
        later,
        parts.size(Part.TRAIN),
        parts.who() instanceof Who.LeaveLastOut || parts.holdOut().timeColumn() != null,
        "the model knows what was not yet known; byTime(...) parts the rows at one time");
  }

  private static List<Finding> addDuplicates(
      List<Finding> findings, DataTable table, SplitParts parts) {
    int[] codes = RowKeys.wholeRows(table);
    for (Part[] pair : pairs()) {
      BitSet first = codes(codes, parts.rows(pair[0]));
      long again = Arrays.stream(parts.rows(pair[1])).filter(row -> first.get(codes[row])).count();
      findings.add(
          new Finding(
              pair[1] + " rows that are in " + pair[0] + " too, alike in every column",
              again,
              parts.size(pair[1]),
              false,
              "results are too good; drop rows that come again before splitting"));
    }
    return findings;
  }

  private static Part[][] pairs() {
    return new Part[][] {
      {Part.TRAIN, Part.VALID}, {Part.TRAIN, Part.TEST}, {Part.VALID, Part.TEST}
    };
  }

  private static BitSet codes(int[] codes, int[] rows) {
    BitSet present = new BitSet();
    for (int row : rows) {
      if (codes[row] != RowKeys.MISSING) {
        present.set(codes[row]);
      }
    }
    return present;
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
    Grid grid = new Grid("", "looked for", "found", "of", "verdict");
    for (Finding finding : findings) {
      String verdict = finding.isLeak() ? "leak" : finding.count() > 0 ? "by design" : "none";
      grid.row(finding.what(), count(finding.count()), count(finding.of()), verdict);
    }
    findings.stream()
        .filter(finding -> finding.count() > 0)
        .map(Finding::meaning)
        .distinct()
        .forEach(grid::note);
    return grid;
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
