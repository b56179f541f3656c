package io.github.twinstream.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;

/**
 * A test of whether one model's users do better than the same users under another model: paired by
 * user, two-sided. All give a p-value: how often differences as large would come about if both
 * models were alike.
 */
public enum PairedTest {
  /**
   * Swaps the two models' values of each user at random and asks how often the sum of the
   * differences is as large. Below 1,000 users 10,000 seeded swaps, the observed one included;
   * above, the normal limit of that distribution, z = Σ d / √(Σ d²). Source: Fisher 1935; Smucker
   * et al. 2007 for ranking metrics.
   */
  PERMUTATION("paired permutation test over users") {
    @Override
    double of(double[] differences, long seed) {
      return differences.length < MANY ? swapped(differences, seed) : limit(differences);
    }
  },
  /**
   * Wilcoxon's signed-rank test by Commons Math: of the ranks of the differences, so a few users
   * cannot decide it alone. Differences of 0 are left out; exact below 30 others, else the normal
   * approximation. Source: Wilcoxon 1945.
   */
  WILCOXON("Wilcoxon signed-rank test over users") {
    @Override
    double of(double[] differences, long seed) {
      double[] nonZero = Arrays.stream(differences).filter(d -> d != 0).toArray();
      return nonZero.length < 2
          ? 1
          : Math.min(
              1,
              new WilcoxonSignedRankTest()
                  .wilcoxonSignedRankTest(
                      nonZero, new double[nonZero.length], nonZero.length < FEW));
    }
  };

  private static final int MANY = 1000;
  private static final int FEW = 20;
  private static final int SWAPS = 10_000;

  private final String words;

  PairedTest(String words) {
    this.words = words;
  }

  /**
   * The p-value; 1 when no user differs.
   *
   * @param differences one for each user
   * @param seed the seed of random swaps
   */
  abstract double of(double[] differences, long seed);

  /** What it is, in words. */
  @Override
  public String toString() {
    return words;
  }

  private static double swapped(double[] differences, long seed) {
    double observed = Math.abs(Sums.of(differences));
    double tolerance = 1e-12 * Arrays.stream(differences).map(Math::abs).sum();
    SplittableRandom random = new SplittableRandom(seed);
    int asLarge = 1;
    for (int swap = 1; swap < SWAPS; swap++) {
      double sum = 0;
      long bits = 0;
      for (int u = 0; u < differences.length; u++) {
        bits = (u & 63) == 0 ? random.nextLong() : bits >>> 1;
        sum += (bits & 1) == 0 ? differences[u] : -differences[u];
      }
      asLarge += Math.abs(sum) >= observed - tolerance ? 1 : 0;
    }
    return (double) asLarge / SWAPS;
  }

  private static double limit(double[] differences) {
    double squares = Arrays.stream(differences).map(d -> d * d).sum();
    return squares == 0
        ? 1
        : 2
            * new NormalDistribution()
                .cumulativeProbability(-Math.abs(Sums.of(differences)) / Math.sqrt(squares));
  }
}
