package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The groups of a batch's rows, and the losses that compare rows within them. */
final class BatchGroups {
  /** Pairs count only if one of the two is among so many best, as in LightGBM. */
  private static final int TRUNCATION = 30;

  private final List<int[]> positive = new ArrayList<>();
  private final List<int[]> negative = new ArrayList<>();

  /**
   * @param group the rows' groups
   * @param label 1 or 0 for each row
   */
  BatchGroups(int[] group, float[] label) {
    Map<Integer, List<Integer>> rows = new LinkedHashMap<>();
    for (int row = 0; row < group.length; row++) {
      rows.computeIfAbsent(group[row], g -> new ArrayList<>()).add(row);
    }
    for (List<Integer> members : rows.values()) {
      positive.add(members.stream().filter(r -> label[r] > 0).mapToInt(r -> r).toArray());
      negative.add(members.stream().filter(r -> !(label[r] > 0)).mapToInt(r -> r).toArray());
    }
  }

  /** BPR: each positive row against one negative row of its group, drawn at random. */
  NDArray pairwise(NDArray z, SplittableRandom random) {
    List<int[]> pairs = new ArrayList<>();
    for (int g = 0; g < positive.size(); g++) {
      int[] against = negative.get(g);
      for (int row : against.length == 0 ? new int[0] : positive.get(g)) {
        pairs.add(new int[] {row, against[random.nextInt(against.length)]});
      }
    }
    return pairs.isEmpty() ? none(z) : costs(z, pairs).mean();
  }

  /** Softmax over each group with a positive row. */
  NDArray softmax(NDArray z) {
    int longest = 0;
    int lists = 0;
    for (int g = 0; g < positive.size(); g++) {
      if (positive.get(g).length > 0) {
        longest = Math.max(longest, positive.get(g).length + negative.get(g).length);
        lists++;
      }
    }
    if (lists == 0) {
      return none(z);
    }
    long[] rows = new long[lists * longest];
    float[] absent = new float[rows.length];
    float[] share = new float[rows.length];
    Arrays.fill(absent, -1e9f);
    int at = 0;
    for (int g = 0; g < positive.size(); g++) {
      int[] wanted = positive.get(g);
      if (wanted.length == 0) {
        continue;
      }
      int place = at;
      for (int row : wanted) {
        rows[place] = row;
        share[place] = 1f / wanted.length / lists;
        absent[place++] = 0;
      }
      for (int row : negative.get(g)) {
        rows[place] = row;
        absent[place++] = 0;
      }
      at += longest;
    }
    Shape shape = new Shape(lists, longest);
    NDArray listed =
        z.get(z.getManager().create(rows))
            .reshape(shape)
            .add(z.getManager().create(absent, shape).toType(z.getDataType(), false));
    NDArray target = z.getManager().create(share, shape).toType(z.getDataType(), false);
    return listed.logSoftmax(1).mul(target).sum().neg();
  }

  /** LambdaRank: pairs weighted by what their exchange would change in nDCG. */
  NDArray lambda(NDArray z) {
    double[] score = doubles(z);
    List<int[]> pairs = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    int lists = 0;
    for (int g = 0; g < positive.size(); g++) {
      int[] wanted = positive.get(g);
      int[] others = negative.get(g);
      if (wanted.length == 0 || others.length == 0) {
        continue;
      }
      lists++;
      Map<Integer, Integer> rank = ranks(score, wanted, others);
      double ideal = 0;
      for (int i = 0; i < wanted.length; i++) {
        ideal += discount(i);
      }
      for (int i : wanted) {
        for (int j : others) {
          if (Math.min(rank.get(i), rank.get(j)) < TRUNCATION) {
            pairs.add(new int[] {i, j});
            weights.add(Math.abs(discount(rank.get(i)) - discount(rank.get(j))) / ideal);
          }
        }
      }
    }
    if (pairs.isEmpty()) {
      return none(z);
    }
    float[] each = new float[pairs.size()];
    for (int i = 0; i < each.length; i++) {
      each[i] = (float) (weights.get(i) / lists);
    }
    NDArray weight =
        z.getManager().create(each, new Shape(each.length, 1)).toType(z.getDataType(), false);
    return costs(z, pairs).mul(weight).sum();
  }

  private static Map<Integer, Integer> ranks(double[] score, int[] wanted, int[] others) {
    List<Integer> rows = new ArrayList<>();
    Arrays.stream(wanted).forEach(rows::add);
    Arrays.stream(others).forEach(rows::add);
    rows.sort(Comparator.comparingDouble((Integer row) -> -score[row]).thenComparing(row -> row));
    Map<Integer, Integer> rank = new LinkedHashMap<>();
    rows.forEach(row -> rank.put(row, rank.size()));
    return rank;
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 2.0);
  }

  /** ln(1 + e^−(z⁺ − z⁻)) of each pair, shape (pairs, 1). */
  private static NDArray costs(NDArray z, List<int[]> pairs) {
    long[] better = pairs.stream().mapToLong(pair -> pair[0]).toArray();
    long[] worse = pairs.stream().mapToLong(pair -> pair[1]).toArray();
    NDArray ahead = z.get(z.getManager().create(better)).sub(z.get(z.getManager().create(worse)));
    return ahead.neg().getNDArrayInternal().softPlus();
  }

  private static double[] doubles(NDArray z) {
    float[] values = z.toType(ai.djl.ndarray.types.DataType.FLOAT32, true).toFloatArray();
    double[] all = new double[values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i];
    }
    return all;
  }

  /** A batch without a pair to compare: 0, and no gradient. */
  private static NDArray none(NDArray z) {
    return z.sub(z).sum();
  }
}
