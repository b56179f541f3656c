package io.github.twinstream.evaluate;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures several models' scores of the same rows with the same metrics and resamples. */
public final class Comparer {
  private Comparer() {}

  /**
   * Compares models; the first one is the reference.
   *
   * @param entrants the models' scores, each name once
   * @param metrics the metrics, the one that decides first
   * @param bootstrap how many resamples; its level is that of the verdicts too
   * @throws ConfigException if there is no model or metric, a name comes twice, or the models' rows
   *     differ
   * @throws io.github.twinstream.error.DataException if a score is NaN
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static ComparisonTable compare(
      List<Entrant> entrants,
      List<? extends Metric> metrics,
      Bootstrap bootstrap,
      PairedTest test) {
    requireDistinct("model", entrants.stream().map(Entrant::name).toList());
    requireDistinct("metric", metrics.stream().map(Metric::name).toList());
    entrants.forEach(entrant -> entrant.requireSameRows(entrants.get(0)));
    int columns = metrics.size();
    List<Measurement> measured = new ArrayList<>();
    try (Progress.Task task = Progress.start("measure", (long) entrants.size() * columns)) {
      for (Entrant entrant : entrants) {
        Interrupts.check("the comparison");
        task.detail(entrant.name());
        measured.addAll(
            metrics.parallelStream().<Measurement>map(m -> measure(entrant, m)).toList());
        task.advance(columns);
      }
    }
    Interrupts.check("the comparison");
    double[][] draws = bootstrap.draw(entrants.get(0).runs().get(0), measured);
    Measurement[][] measurements = new Measurement[entrants.size()][columns];
    double[][][] drawn = new double[entrants.size()][columns][];
    List<Entrant> recorded = new ArrayList<>();
    for (int e = 0; e < entrants.size(); e++) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (int m = 0; m < columns; m++) {
        measurements[e][m] = measured.get(e * columns + m);
        drawn[e][m] = draws[e * columns + m];
        values.put(metrics.get(m).name(), measurements[e][m].value());
      }
      Entrant entrant = entrants.get(e);
      recorded.add(
          new Entrant(
              entrant.name(),
              entrant.runs(),
              entrant.simple(),
              entrant.cost(),
              entrant.record().withValues(values)));
    }
    return new ComparisonTable(
        recorded,
        List.copyOf(metrics),
        new ComparisonTable.Measured(measurements, drawn),
        bootstrap,
        test,
        0);
  }

  private static Measurement measure(Entrant entrant, Metric metric) {
    return MeanOfRuns.of(entrant.runs().stream().map(metric::measure).toList());
  }

  private static void requireDistinct(String kind, List<String> names) {
    if (names.isEmpty()) {
      throw new ConfigException("0 " + kind + "s were given: a comparison needs at least one");
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        throw new ConfigException(
            "the "
                + kind
                + " "
                + Messages.quote(names.get(i))
                + " was given twice: give each once, or rename one");
      }
    }
  }
}
