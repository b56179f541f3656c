package io.github.twinstream.explain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * The population stability index of binned rows, and what it would exceed in one of a hundred
 * samples without any drift.
 *
 * <p>Were the rows independent, the index without drift would be (1/n + 1/m) times a χ² variable of
 * bins − 1 degrees of freedom. Rows of one group (a user) are alike, so the level is widened by the
 * design effect of Rao and Scott (1984): the bins' variances are taken over groups, Σ_g (c_gb − n_g
 * p_b)² / Σ_g n_g² for a group of one row, instead of p_b (1 − p_b).
 */
record StabilityIndex(double value, double chance) {
  private static final int NUMBER_BINS = 10;
  private static final int TOKEN_BINS = 19;
  private static final double SURE = 0.99;

  /** The groups of the rows on both sides, as indexes that both share. */
  record Groups(int[] before, int[] after, int count) {
    /** Each row is a group of its own where there are no names. */
    static Groups of(String[] before, String[] after, int n, int m) {
      if (before == null || after == null) {
        return new Groups(
            IntStream.range(0, n).toArray(), IntStream.range(n, n + m).toArray(), n + m);
      }
      Map<String, Integer> known = new HashMap<>();
      return new Groups(index(before, known, "b"), index(after, known, "a"), known.size());
    }

    /** A user in both parts counts as two groups: one part knows nothing of the other. */
    private static int[] index(String[] names, Map<String, Integer> known, String side) {
      int[] groups = new int[names.length];
      for (int row = 0; row < names.length; row++) {
        String name = side + names[row];
        Integer seen = known.putIfAbsent(name, known.size());
        groups[row] = seen == null ? known.size() - 1 : seen;
      }
      return groups;
    }
  }

  /** Of numbers, in bins of equally many of the first ones; NaN has a bin of its own. */
  static StabilityIndex of(double[] before, double[] after, Groups groups) {
    double[] sorted = Arrays.stream(before).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double[] edges =
        IntStream.range(1, NUMBER_BINS)
            .mapToDouble(i -> Figures.quantile(sorted, (double) i / NUMBER_BINS))
            .filter(e -> !Double.isNaN(e))
            .distinct()
            .toArray();
    return of(bins(before, edges), bins(after, edges), edges.length + 2, groups);
  }

  private static int[] bins(double[] values, double[] edges) {
    int[] bins = new int[values.length];
    for (int i = 0; i < bins.length; i++) {
      int bin = Double.isNaN(values[i]) ? edges.length + 1 : 0;
      while (bin < edges.length && values[i] > edges[bin]) {
        bin++;
      }
      bins[i] = bin;
    }
    return bins;
  }

  /** Of tokens: the most frequent of the first ones, all others together, and missing ones. */
  static StabilityIndex of(String[] before, String[] after, Groups groups) {
    Map<String, Integer> seen = new HashMap<>();
    Arrays.stream(before).filter(Objects::nonNull).forEach(t -> seen.merge(t, 1, Integer::sum));
    List<String> frequent =
        seen.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(TOKEN_BINS)
            .map(Map.Entry::getKey)
            .toList();
    Map<String, Integer> places = new HashMap<>();
    frequent.forEach(token -> places.put(token, places.size()));
    int rest = frequent.size();
    return of(bins(before, places, rest), bins(after, places, rest), rest + 2, groups);
  }

  private static int[] bins(String[] tokens, Map<String, Integer> places, int rest) {
    return Arrays.stream(tokens)
        .mapToInt(t -> t == null ? rest + 1 : places.getOrDefault(t, rest))
        .toArray();
  }

  /** Half a row is added to every bin; bins that are empty on both sides do not count. */
  private static StabilityIndex of(int[] before, int[] after, int bins, Groups groups) {
    double[] p = shares(before, bins);
    double[] q = shares(after, bins);
    int[] used = IntStream.range(0, bins).filter(b -> p[b] + q[b] > 0).toArray();
    double index = 0;
    for (int b : used) {
      double first = smooth(p[b], before.length, used.length);
      double second = smooth(q[b], after.length, used.length);
      index += (second - first) * Math.log(second / first);
    }
    if (used.length < 2) {
      return new StabilityIndex(index, 0);
    }
    int freedom = used.length - 1;
    double quantile = new ChiSquaredDistribution(freedom).inverseCumulativeProbability(SURE);
    return new StabilityIndex(
        index, quantile / freedom * expected(before, after, p, q, used, groups));
  }

  private static double[] shares(int[] bin, int bins) {
    double[] shares = new double[bins];
    Arrays.stream(bin).forEach(b -> shares[b] += 1.0 / bin.length);
    return shares;
  }

  private static double smooth(double share, int rows, int bins) {
    return (share * rows + 0.5) / (rows + 0.5 * bins);
  }

  /** The mean index without drift. */
  private static double expected(
      int[] before, int[] after, double[] p, double[] q, int[] used, Groups groups) {
    double n = before.length;
    double m = after.length;
    double[] sizes = new double[groups.count()];
    Arrays.stream(groups.before()).forEach(g -> sizes[g]++);
    Arrays.stream(groups.after()).forEach(g -> sizes[g]++);
    double allSquares = Arrays.stream(sizes).map(s -> s * s).sum();
    double squaresBefore = squares(groups.before(), sizes);
    double squaresAfter = squares(groups.after(), sizes);
    double expected = 0;
    for (int b : used) {
      double pooled = (n * p[b] + m * q[b]) / (n + m);
      double[] counts = new double[groups.count()];
      count(before, groups.before(), b, counts);
      count(after, groups.after(), b, counts);
      double spread = 0;
      for (int g = 0; g < counts.length; g++) {
        double off = counts[g] - sizes[g] * pooled;
        spread += off * off;
      }
      double one = spread / allSquares;
      expected += one / pooled * (squaresBefore / (n * n) + squaresAfter / (m * m));
    }
    return expected;
  }

  private static void count(int[] bins, int[] groups, int bin, double[] counts) {
    for (int row = 0; row < bins.length; row++) {
      if (bins[row] == bin) {
        counts[groups[row]]++;
      }
    }
  }

  private static double squares(int[] groups, double[] sizes) {
    return Arrays.stream(groups).distinct().mapToDouble(g -> sizes[g] * sizes[g]).sum();
  }
}
