package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.rank.ScoredRows;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Paired tests, Holm's correction, and what follows. */
class SignificanceTest {
  @Test
  void holmMultipliesTheSmallestByAllAndNeverGoesDown() {
    assertArrayEquals(
        new double[] {0.045, 0.03, 0.045, 0.9}, Holm.adjust(0.02, 0.0075, 0.015, 0.9), 1e-12);
    assertArrayEquals(
        new double[] {0.02, Double.NaN, 0.06}, Holm.adjust(0.01, Double.NaN, 0.06), 1e-12);
    assertEquals(0, Holm.adjust().length);
  }

  @Test
  void thePermutationTestOfThreeEqualDifferencesIsAQuarter() {
    // GIVEN all of 2³ sign patterns: only +++ and --- are as large
    assertEquals(0.25, PairedTest.PERMUTATION.of(new double[] {1, 1, 1}, 1), 0.02);
    assertEquals(1, PairedTest.PERMUTATION.of(new double[] {0, 0, 0}, 1), 1e-12);
    assertEquals(1, PairedTest.PERMUTATION.of(new double[2000], 1), 1e-12);
  }

  @Test
  void theNormalLimitContinuesThePermutations() {
    double[] some = new Random(3).doubles(999).map(d -> d - 0.482).toArray();
    double[] more = Arrays.copyOf(some, 1000);

    assertEquals(PairedTest.PERMUTATION.of(some, 7), PairedTest.PERMUTATION.of(more, 7), 0.015);
  }

  @Test
  void wilcoxonLeavesEqualUsersOut() {
    double[] differences = {0, 0, 1, 2, 3, 4, 5, 6};

    // 2 of 2⁶ sign patterns are as extreme
    assertEquals(2.0 / 64, PairedTest.WILCOXON.of(differences, 1), 1e-9);
    assertEquals(1, PairedTest.WILCOXON.of(new double[] {0, 0, 0.5}, 1));
  }

  @Test
  void aVerdictNeedsASmallPValue() {
    assertEquals(Verdict.BETTER, Verdict.of(0.1, 0.01, 0.05, true));
    assertEquals(Verdict.WORSE, Verdict.of(0.1, 0.01, 0.05, false));
    assertEquals(Verdict.NOT_SHOWN, Verdict.of(0.1, 0.06, 0.05, true));
    assertEquals(Verdict.UNDEFINED, Verdict.of(Double.NaN, Double.NaN, 0.05, true));
    assertEquals("no difference shown", Verdict.NOT_SHOWN.toString());
  }

  @Test
  void theProjectedAucHasTheIntervalOfTheExactOne() {
    // GIVEN 1,500 users of very different sizes
    ScoredRows rows = Rows.random(12_000, 1500, 5);
    Bootstrap bootstrap = new Bootstrap(600, 0.95, 9);
    Measurement exact = Auc.measure(rows, Integer.MAX_VALUE);
    Measurement projected = Auc.measure(rows, 1);

    assertEquals(exact.value(), projected.value(), 1e-12);
    Bootstrap.Interval a = bootstrap.intervals(rows, java.util.List.of(exact)).get(0);
    Bootstrap.Interval b = bootstrap.intervals(rows, java.util.List.of(projected)).get(0);
    double width = a.high() - a.low();
    assertEquals(a.low(), b.low(), 0.02 * width);
    assertEquals(a.high(), b.high(), 0.02 * width);
  }

  @Test
  void tenThousandResamplesOf50000UsersTakeSeconds() {
    ScoredRows rows = Rows.random(150_000, 50_000, 6);
    Measurement ndcg = new Ndcg().measure(rows);
    long started = System.nanoTime();
    new Bootstrap(10_000, 0.95, 1).intervals(rows, java.util.List.of(ndcg));
    double seconds = (System.nanoTime() - started) / 1e9;

    assertTrue(seconds < 40, seconds + " s");
  }
}
