package io.github.twinstream.evaluate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A metric's mean over several runs of one model on the same rows, such as trainings with other
 * seeds. Resamples draw the same users in each run.
 *
 * @param runs the same metric, measured in each run
 */
record MeanOfRuns(List<Measurement> runs) implements Measurement {
  /** The run itself when there is only one. */
  static Measurement of(List<Measurement> runs) {
    return runs.size() == 1 ? runs.get(0) : new MeanOfRuns(List.copyOf(runs));
  }

  @Override
  public double value() {
    return mean(Measurement::value);
  }

  @Override
  public double resampled(int[] times) {
    return mean(run -> run.resampled(times));
  }

  @Override
  public double chance() {
    return mean(Measurement::chance);
  }

  @Override
  public double ceiling() {
    return mean(Measurement::ceiling);
  }

  @Override
  public double[] contributions() {
    double[] mean = runs.get(0).contributions().clone();
    for (int r = 1; r < runs.size(); r++) {
      double[] run = runs.get(r).contributions();
      for (int u = 0; u < mean.length; u++) {
        mean[u] += run[u];
      }
    }
    for (int u = 0; u < mean.length; u++) {
      mean[u] /= runs.size();
    }
    return mean;
  }

  @Override
  public long rows() {
    return runs.get(0).rows();
  }

  @Override
  public int users() {
    return runs.get(0).users();
  }

  @Override
  public String undefined() {
    return runs.get(0).undefined();
  }

  private double mean(ToDoubleFunction<Measurement> number) {
    return runs.stream().mapToDouble(number).average().orElse(Double.NaN);
  }
}
