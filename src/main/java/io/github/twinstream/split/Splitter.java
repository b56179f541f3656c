package io.github.twinstream.split;

import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.table.DataTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Gives each row of a table its part. */
final class Splitter {
  private final DataTable table;
  private final Who who;
  private final HoldOut holdOut;
  private final long seed;
  private final String words;

  Splitter(DataTable table, Who who, HoldOut holdOut, long seed, String words) {
    this.table = table;
    this.who = who;
    this.holdOut = holdOut;
    this.seed = seed;
    this.words = words;
    if (table.rows() == 0) {
      throw new DataException(
          words
              + ": the table has no rows, so there is nothing to split; report() of what"
              + " was cleaned says where they went");
    }
  }

  SplitParts byRatios(Ratios ratios) {
    Groups groups = groups();
    Shuffle shuffle = new Shuffle(seed);
    int[] order = shuffle.order(groups.count());
    Part[] ofGroup = new Part[order.length];
    for (int place = 0; place < order.length; place++) {
      ofGroup[order[place]] = part(ratios, place, order.length);
    }
    return parts(groups, ofGroup, held(groups, shuffle), ratios, words);
  }

  List<SplitParts> folds(int folds) {
    Groups groups = groups();
    if (groups.count() < folds) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: %d folds of %,d groups: there must be a group for each fold; take at most %,d"
                  + " folds",
              words,
              folds,
              groups.count(),
              groups.count()));
    }
    Shuffle shuffle = new Shuffle(seed);
    int[] order = shuffle.order(groups.count());
    boolean[] held = held(groups, shuffle);
    List<SplitParts> splits = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      Interrupts.check("the split");
      Part[] ofGroup = new Part[order.length];
      for (int place = 0; place < order.length; place++) {
        int own = place % folds;
        ofGroup[order[place]] =
            own == fold ? Part.TEST : own == (fold + 1) % folds ? Part.VALID : Part.TRAIN;
      }
      String name = words + ", fold " + (fold + 1) + " of " + folds;
      splits.add(parts(groups, ofGroup, held, new Ratios(0.5, 0.25, 0.25), name));
    }
    return List.copyOf(splits);
  }

  SplitParts byTime(Ratios ratios) {
    Times times = Times.of(table, who.timeColumn());
    int[] sorted = times.sorted(IntStream.range(0, table.rows()).toArray());
    int trainEnd = behindEqual(sorted, times, ratios.trainEnd(sorted.length));
    int validEnd = Math.max(trainEnd, behindEqual(sorted, times, ratios.validEnd(sorted.length)));
    Part[] parts = new Part[sorted.length];
    for (int place = 0; place < sorted.length; place++) {
      parts[sorted[place]] =
          place < trainEnd ? Part.TRAIN : place < validEnd ? Part.VALID : Part.TEST;
    }
    return checked(parts, ratios, words, times.distinct(sorted), "different times");
  }

  SplitParts leaveLastOut() {
    Groups groups = groups();
    Times times = Times.of(table, who.timeColumn());
    Part[] parts = new Part[table.rows()];
    Arrays.fill(parts, Part.TRAIN);
    for (int group = 0; group < groups.count(); group++) {
      Interrupts.check("the split", group);
      int[] rows = times.sorted(groups.rows(group));
      if (rows.length >= 2) {
        parts[rows[rows.length - 1]] = Part.TEST;
      }
      if (rows.length >= 3) {
        parts[rows[rows.length - 2]] = Part.VALID;
      }
    }
    return checked(parts, new Ratios(0.5, 0.25, 0.25), words, groups.count(), "groups");
  }

  SplitParts byColumn(String column) {
    String[] names = table.tokens(column);
    Part[] parts = new Part[names.length];
    for (int row = 0; row < parts.length; row++) {
      String name = names[row];
      parts[row] =
          Arrays.stream(Part.values())
              .filter(part -> part.name().equalsIgnoreCase(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new DataException(
                          words
                              + ": a row has "
                              + (name == null ? "no value" : "'" + name + "'")
                              + ": it must be train, valid or test"));
    }
    return checked(parts, new Ratios(0.5, 0.25, 0.25), words, names.length, "rows");
  }

  private Groups groups() {
    return who.groupColumn() == null
        ? Groups.ofRows(table.rows())
        : Groups.by(table, who.groupColumn());
  }

  private static Part part(Ratios ratios, int place, int of) {
    return place < ratios.trainEnd(of)
        ? Part.TRAIN
        : place < ratios.validEnd(of) ? Part.VALID : Part.TEST;
  }

  private SplitParts parts(
      Groups groups, Part[] ofGroup, boolean[] held, Ratios wanted, String name) {
    Part[] parts = new Part[table.rows()];
    for (int row = 0; row < parts.length; row++) {
      parts[row] = held[row] ? ofGroup[groups.codes()[row]] : Part.TRAIN;
    }
    return checked(parts, wanted, name, groups.count(), "groups");
  }

  /** The rows that are held out if their group is tested, drawn for groups as first seen. */
  private boolean[] held(Groups groups, Shuffle shuffle) {
    boolean[] held = new boolean[table.rows()];
    if (holdOut instanceof HoldOut.All) {
      Arrays.fill(held, true);
      return held;
    }
    Times times = holdOut.timeColumn() == null ? null : Times.of(table, holdOut.timeColumn());
    for (int group = 0; group < groups.count(); group++) {
      Interrupts.check("the split", group);
      int[] rows = groups.rows(group);
      if (times == null) {
        shuffle.shuffle(rows);
      } else {
        rows = times.sorted(rows);
      }
      for (int i = rows.length - holdOut.of(rows.length); i < rows.length; i++) {
        held[rows[i]] = true;
      }
    }
    return held;
  }

  private static int behindEqual(int[] sorted, Times times, int cut) {
    int end = cut;
    while (end > 0 && end < sorted.length && times.at(sorted[end]) == times.at(sorted[end - 1])) {
      end++;
    }
    return end;
  }

  private SplitParts checked(Part[] parts, Ratios wanted, String name, int units, String unit) {
    SplitParts split = new SplitParts(parts, who, holdOut, seed, name);
    double[] shares = {wanted.train(), wanted.valid(), wanted.test()};
    for (Part part : Part.values()) {
      if (shares[part.ordinal()] > 0 && split.size(part) == 0) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: the %s part would be empty: there are %,d rows and %,d %s; take more data, or"
                    + " another split",
                name,
                part,
                table.rows(),
                units,
                unit));
      }
    }
    return split;
  }
}
