package io.github.twinstream.evaluate;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.rank.ScoredRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Measures scored rows with any metrics, each beside its interval and chance level. */
public final class Evaluator {
  private Evaluator() {}

  /**
   * Evaluates with intervals from 1,000 resamples of the users.
   *
   * @param seed the seed of the resamples
   * @throws ConfigException if no metric is given or one is given twice
   * @throws io.github.twinstream.error.DataException if a score is NaN, or the truth is nothing
   *     that a metric is defined for
   */
  public static Evaluation evaluate(ScoredRows rows, List<? extends Metric> metrics, long seed) {
    return evaluate(rows, metrics, Bootstrap.seeded(seed));
  }

  /**
   * Evaluates with intervals as {@code bootstrap} says.
   *
   * @throws ConfigException if no metric is given or one is given twice
   * @throws io.github.twinstream.error.DataException if a score is NaN, or the truth is nothing
   *     that a metric is defined for
   */
  public static Evaluation evaluate(
      ScoredRows rows, List<? extends Metric> metrics, Bootstrap bootstrap) {
    requireDistinct(metrics);
    RankedUsers.require(rows);
    List<Measurement> measured = new ArrayList<>();
    try (Progress.Task task = Progress.start("measure", metrics.size())) {
      for (Metric metric : metrics) {
        Interrupts.check("the evaluation");
        task.detail(metric.name());
        measured.add(metric.measure(rows));
        task.advance(1);
      }
    }
    List<Bootstrap.Interval> intervals = bootstrap.intervals(rows, measured);
    List<MetricResult> results = new ArrayList<>();
    for (int m = 0; m < metrics.size(); m++) {
      results.add(result(metrics.get(m), measured.get(m), intervals.get(m)));
    }
    double positives =
        IntStream.range(0, rows.rows())
            .mapToDouble(i -> rows.label()[i])
            .average()
            .orElse(Double.NaN);
    int users = (int) IntStream.of(rows.group()).distinct().count();
    return new Evaluation(results, rows.rows(), users, positives, bootstrap);
  }

  private static MetricResult result(
      Metric metric, Measurement measured, Bootstrap.Interval interval) {
    String undefined = measured.undefined();
    return new MetricResult(
        metric.name(),
        measured.value(),
        interval.low(),
        interval.high(),
        measured.chance(),
        measured.ceiling(),
        metric.higherIsBetter(),
        measured.rows(),
        measured.users(),
        undefined.isEmpty()
            ? metric.note(measured.chance())
            : metric.name() + " is undefined: " + undefined + ".");
  }

  private static void requireDistinct(List<? extends Metric> metrics) {
    List<String> names = metrics.stream().map(Metric::name).toList();
    if (names.isEmpty()) {
      throw new ConfigException(
          "0 metrics were given: give at least one, such as auc() or recallAt(3)");
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        throw new ConfigException(
            "the metric " + Messages.quote(names.get(i)) + " was given twice: give each once");
      }
    }
  }
}
