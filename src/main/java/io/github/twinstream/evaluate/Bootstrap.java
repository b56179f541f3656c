package io.github.twinstream.evaluate;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.rank.ScoredRows;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Percentile intervals from resampling users: each resample draws as many users as there are, with
 * replacement, and a drawn user brings all its rows.
 *
 * <p>All metrics see the same resamples, so their values pair. Resample r depends on the seed and r
 * alone: the number of threads changes nothing. Source: Efron and Tibshirani 1993, chapter 13.
 *
 * @param resamples how many resamples; 0 for no intervals
 * @param level the share of resamples that the interval holds, between 0 and 1
 * @param seed the seed
 */
public record Bootstrap(int resamples, double level, long seed) {
  private static final int BLOCK = 64;

  /** Checks the numbers. */
  public Bootstrap {
    if (resamples < 0) {
      throw new ConfigException(Messages.outOfRange("resamples", resamples, "at least 0"));
    }
    if (!(level > 0 && level < 1)) {
      throw new ConfigException(Messages.outOfRange("level", level, "between 0 and 1"));
    }
  }

  /** 1,000 resamples and 95 %. */
  public static Bootstrap seeded(long seed) {
    return new Bootstrap(1000, 0.95, seed);
  }

  /** The level in words, such as {@code 95 %}. */
  public String percent() {
    return BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  /**
   * The two ends of an interval.
   *
   * @param low the lower end; NaN when there is no interval
   * @param high the upper end; NaN when there is no interval
   */
  public record Interval(double low, double high) {
    static final Interval NONE = new Interval(Double.NaN, Double.NaN);
  }

  /**
   * One interval for each measurement. There is none (NaN) when the value is undefined or fewer
   * than two users count. Resamples in which a value is undefined are left out.
   *
   * @param rows the rows that were measured
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public List<Interval> intervals(ScoredRows rows, List<Measurement> measurements) {
    double[][] drawn = draw(rows, measurements);
    return IntStream.range(0, measurements.size())
        .mapToObj(
            m -> {
              Measurement one = measurements.get(m);
              return Double.isNaN(one.value()) || one.users() < 2
                  ? Interval.NONE
                  : percentiles(drawn[m]);
            })
        .toList();
  }

  /**
   * The values of each measurement in each resample, {@code [measurement][resample]}: values of one
   * resample pair, also over rows whose scores differ.
   */
  public double[][] draw(ScoredRows rows, List<Measurement> measurements) {
    int[] users = IntStream.of(rows.group()).sorted().distinct().toArray();
    double[][] drawn = new double[measurements.size()][resamples];
    if (users.length == 0) {
      Arrays.stream(drawn).forEach(values -> Arrays.fill(values, Double.NaN));
      return drawn;
    }
    try (Progress.Task task = Progress.start("bootstrap", resamples)) {
      for (int from = 0; from < resamples; from += BLOCK) {
        Interrupts.check("the bootstrap");
        int to = Math.min(resamples, from + BLOCK);
        IntStream.range(from, to)
            .parallel()
            .forEach(
                r -> {
                  int[] times = times(r, users, rows.groups());
                  for (int m = 0; m < drawn.length; m++) {
                    drawn[m][r] = measurements.get(m).resampled(times);
                  }
                });
        task.advance(to - from);
      }
    }
    return drawn;
  }

  private int[] times(int resample, int[] users, int groups) {
    SplittableRandom random =
        new SplittableRandom(new SplittableRandom(seed).nextLong() + 0x9E3779B97F4A7C15L * resample)
            .split();
    int[] times = new int[groups];
    int drawn = 0;
    for (; drawn + 1 < users.length; drawn += 2) {
      long bits = random.nextLong();
      times[users[scaled(bits >>> Integer.SIZE, users.length)]]++;
      times[users[scaled(bits & 0xFFFFFFFFL, users.length)]]++;
    }
    if (drawn < users.length) {
      times[users[random.nextInt(users.length)]]++;
    }
    return times;
  }

  /** A place below the length from 32 random bits; uneven by less than length / 2³². */
  private static int scaled(long bits, int length) {
    return (int) (bits * length >>> Integer.SIZE);
  }

  /** The interval that holds its share of these values, NaN left out. */
  Interval percentiles(double[] drawn) {
    double[] sorted = Arrays.stream(drawn).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return sorted.length == 0
        ? Interval.NONE
        : new Interval(quantile(sorted, (1 - level) / 2), quantile(sorted, 1 - (1 - level) / 2));
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
