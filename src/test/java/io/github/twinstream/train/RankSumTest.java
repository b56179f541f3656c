package io.github.twinstream.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankSumTest {
  @Test
  void aucOfGroupsEqualsTheAreaOfTheRowsRepeated() {
    Random random = new Random(4);
    for (int trial = 0; trial < 100; trial++) {
      int rows = 30;
      double[] score = random.doubles(rows).map(s -> Math.floor(s * 10)).toArray();
      float[] label = new float[rows];
      for (int i = 0; i < rows; i++) {
        label[i] = random.nextInt(2);
      }
      int[] group = random.ints(rows, 0, 5).toArray();
      int[] times = random.ints(5, 0, 4).toArray();
      double[] weight = Arrays.stream(group).mapToDouble(g -> times[g]).toArray();
      RankSum sorted = new RankSum(score, label, group);

      assertEquals(sorted.auc(weight), sorted.aucOfGroups(times), 1e-12);
    }
  }

  @Test
  void isUndefinedWhenAClassIsNotDrawn() {
    RankSum sorted = new RankSum(new double[] {1, 2}, new float[] {0, 1}, new int[] {0, 1});

    assertEquals(Double.NaN, sorted.aucOfGroups(new int[] {2, 0}));
    assertEquals(1, sorted.aucOfGroups(new int[] {1, 1}));
  }
}
