package io.github.twinstream.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreOrderTest {
  @Test
  void ascendingSortsAsTheNumbersDoAndKeepsTheOrderOfTies() {
    Random random = new Random(3);
    double[] score = random.doubles(5000).map(s -> Math.rint(1e3 * (s - 0.5)) * 1e-3).toArray();

    int[] row = ScoreOrder.ascending(score);

    for (int i = 1; i < row.length; i++) {
      double before = score[row[i - 1]];
      double now = score[row[i]];
      assertEquals(true, before < now || before == now && row[i - 1] < row[i], "place " + i);
    }
  }

  @Test
  void ascendingSortsNegativeTinyAndInfiniteNumbers() {
    double[] score = {1e-300, Double.POSITIVE_INFINITY, -1e300, 0, Double.NEGATIVE_INFINITY, -5};

    assertArrayEquals(new int[] {4, 2, 5, 3, 0, 1}, ScoreOrder.ascending(score));
  }

  @Test
  void withinSortsEachGroupByItself() {
    ScoreOrder order =
        ScoreOrder.within(new double[] {0.5, 0.1, 0.4, 0.3}, new int[] {2, 0, 2, 0}, 3);

    assertEquals(2, order.size(0));
    assertEquals(0, order.size(1));
    assertEquals(1, order.row(order.start(0)));
    assertEquals(3, order.row(order.start(0) + 1));
    assertEquals(2, order.row(order.start(2)));
    assertEquals(0, order.row(order.start(2) + 1));
  }
}
