package io.github.twinstream.explain;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.evaluate.Auc;
import io.github.twinstream.evaluate.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * How permutation importance is measured: the {@code p} in {@code permutation(p ->
 * p.repeats(10).together("state", "country"))}. Immutable.
 *
 * @param groups the columns that are shuffled, those of one list together
 * @param metric what is measured before and after
 * @param repeats how often each is shuffled; at least 1
 * @param mostRows rows taken at most, whole groups (users) at a time; at least 1
 * @param resamples resamples of the users for the intervals; 0 for none
 * @param seed of the sample, the shuffles and the resamples
 */
public record PermutationPlan(
    List<List<String>> groups, Metric metric, int repeats, int mostRows, int resamples, long seed) {
  /** Checks the ranges and copies the lists. */
  public PermutationPlan {
    groups = groups.stream().map(List::copyOf).toList();
    if (repeats < 1) {
      throw new ConfigException(Messages.outOfRange("repeats", repeats, "at least 1"));
    }
    if (mostRows < 1) {
      throw new ConfigException(Messages.outOfRange("rows", mostRows, "at least 1"));
    }
    if (resamples < 0) {
      throw new ConfigException(Messages.outOfRange("resamples", resamples, "at least 0"));
    }
  }

  /** Each column by itself: AUC, 5 shuffles, 5,000 rows, 200 resamples. */
  public static PermutationPlan of(List<String> columns, long seed) {
    return new PermutationPlan(
        columns.stream().map(List::of).toList(), new Auc(), 5, 5_000, 200, seed);
  }

  /** With these columns only, each by itself. */
  public PermutationPlan columns(String... columns) {
    List<List<String>> alone = new ArrayList<>();
    for (String column : columns) {
      alone.add(List.of(column));
    }
    return new PermutationPlan(alone, metric, repeats, mostRows, resamples, seed);
  }

  /**
   * Shuffles these columns with one another, as one: for columns that say nearly the same, each of
   * which seems worthless while the other is there.
   */
  public PermutationPlan together(String... columns) {
    List<String> group = List.of(columns);
    List<List<String>> changed = new ArrayList<>();
    for (List<String> other : groups) {
      List<String> rest = other.stream().filter(c -> !group.contains(c)).toList();
      if (!rest.isEmpty()) {
        changed.add(rest);
      }
    }
    changed.add(group);
    return new PermutationPlan(changed, metric, repeats, mostRows, resamples, seed);
  }

  /** By this metric instead of AUC. */
  public PermutationPlan metric(Metric by) {
    return new PermutationPlan(groups, by, repeats, mostRows, resamples, seed);
  }

  /** Shuffles each column so often. */
  public PermutationPlan repeats(int times) {
    return new PermutationPlan(groups, metric, times, mostRows, resamples, seed);
  }

  /** On so many rows at most. */
  public PermutationPlan rows(int most) {
    return new PermutationPlan(groups, metric, repeats, most, resamples, seed);
  }

  /** With intervals from so many resamples; 0 for none. */
  public PermutationPlan resamples(int count) {
    return new PermutationPlan(groups, metric, repeats, mostRows, count, seed);
  }

  /** With another seed. */
  public PermutationPlan seed(long other) {
    return new PermutationPlan(groups, metric, repeats, mostRows, resamples, other);
  }
}
