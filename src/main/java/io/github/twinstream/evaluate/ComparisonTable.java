package io.github.twinstream.evaluate;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several models on the same rows: every metric with its interval, chance level and ceiling, and
 * for each model whether it is shown to differ from a reference. Made by {@link Comparer}.
 */
public final class ComparisonTable implements Displayable {
  private final List<Entrant> entrants;
  private final List<Metric> metrics;
  private final Measured measured;
  private final Bootstrap bootstrap;
  private final PairedTest test;
  private final int reference;
  private final List<Difference> differences;

  /**
   * What was measured: {@code [entrant][metric]}, and each value in each resample.
   *
   * @param measurements the measurements
   * @param draws the values in the resamples, {@code [entrant][metric][resample]}
   */
  record Measured(Measurement[][] measurements, double[][][] draws) {}

  ComparisonTable(
      List<Entrant> entrants,
      List<Metric> metrics,
      Measured measured,
      Bootstrap bootstrap,
      PairedTest test,
      int reference) {
    this.entrants = List.copyOf(entrants);
    this.metrics = List.copyOf(metrics);
    this.measured = measured;
    this.bootstrap = bootstrap;
    this.test = test;
    this.reference = reference;
    this.differences = differences();
  }

  /** The models' names in their order. */
  public List<String> models() {
    return entrants.stream().map(Entrant::name).toList();
  }

  /** The metrics' names in their order. */
  public List<String> metrics() {
    return metrics.stream().map(Metric::name).toList();
  }

  /** The name of the model that the others are compared with. */
  public String reference() {
    return entrants.get(reference).name();
  }

  /** The same comparison beside another model; nothing is trained or scored again. */
  public ComparisonTable against(String model) {
    return new ComparisonTable(entrants, metrics, measured, bootstrap, test, index(model));
  }

  /**
   * One model's outcome in one metric.
   *
   * @throws ConfigException if there is no such model or metric; names the nearest
   */
  public MetricResult result(String model, String metric) {
    return result(index(model), metricIndex(metric));
  }

  /**
   * One model beside the reference in one metric.
   *
   * @throws ConfigException if there is no such model or metric; names the nearest
   */
  public Difference difference(String model, String metric) {
    return differences.get(index(model) * metrics.size() + metricIndex(metric));
  }

  /** Every model beside the reference in every metric, model by model. */
  public List<Difference> allDifferences() {
    return differences;
  }

  /** The models as they were given. */
  public List<Entrant> entrants() {
    return entrants;
  }

  /** How a model's row came to be, and its values. */
  public RunRecord record(String model) {
    return entrants.get(index(model)).record();
  }

  /** How intervals were made, seed included. */
  public Bootstrap bootstrap() {
    return bootstrap;
  }

  /** Which test the verdicts come from. */
  public PairedTest test() {
    return test;
  }

  /**
   * For each learned model whether it earns its place: whether the first metric shows it to be
   * better than the best of the simple ones. Empty when there are not both kinds.
   */
  public List<String> placeEarned() {
    int simple = best(true);
    if (simple < 0 || metrics.isEmpty()) {
      return List.of();
    }
    List<Integer> learned =
        IntStream.range(0, entrants.size()).filter(i -> !entrants.get(i).simple()).boxed().toList();
    List<Pairs.Tested> tested = learned.stream().map(i -> pair(i, simple, 0)).toList();
    double[] adjusted = Holm.adjust(tested.stream().mapToDouble(Pairs.Tested::p).toArray());
    List<String> said = new ArrayList<>();
    for (int i = 0; i < learned.size(); i++) {
      said.add(
          ComparisonText.earned(
              this,
              learned.get(i),
              simple,
              adjusted[i],
              Verdict.of(
                  tested.get(i).value(),
                  adjusted[i],
                  1 - bootstrap.level(),
                  metrics.get(0).higherIsBetter())));
    }
    return said;
  }

  /** The comparison as comma-separated values, one line for each model and metric. */
  public String toCsv() {
    return ComparisonExport.csv(this);
  }

  /** The comparison as a LaTeX table for the booktabs package, one line for each model. */
  public String toLatex() {
    return ComparisonExport.latex(this);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    grids().forEach(grid -> out.append(grid).append('\n'));
    return out.toString().stripTrailing() + "\n";
  }

  @Override
  public String toHtml() {
    StringBuilder out = new StringBuilder();
    grids().forEach(grid -> out.append(grid.toHtml()));
    return out.toString();
  }

  private List<Grid> grids() {
    return new ComparisonText(this).grids();
  }

  MetricResult result(int model, int metric) {
    Measurement m = measured.measurements()[model][metric];
    Bootstrap.Interval interval =
        Double.isNaN(m.value()) || m.users() < 2
            ? Bootstrap.Interval.NONE
            : bootstrap.percentiles(measured.draws()[model][metric]);
    String name = metrics.get(metric).name();
    return new MetricResult(
        name,
        m.value(),
        interval.low(),
        interval.high(),
        m.chance(),
        m.ceiling(),
        metrics.get(metric).higherIsBetter(),
        m.rows(),
        m.users(),
        m.undefined().isEmpty()
            ? metrics.get(metric).note(m.chance())
            : name + " is undefined: " + m.undefined() + ".");
  }

  int index(String model) {
    int index = models().indexOf(model);
    if (index < 0) {
      throw new ConfigException(Messages.unknown("model", model, models()));
    }
    return index;
  }

  /** The best model by the first metric among the simple or the learned ones; -1 for none. */
  private int best(boolean simple) {
    Comparator<Integer> byValue =
        Comparator.comparingDouble(
            i ->
                measured.measurements()[i][0].value() * (metrics.get(0).higherIsBetter() ? 1 : -1));
    return IntStream.range(0, entrants.size())
        .filter(i -> entrants.get(i).simple() == simple)
        .filter(i -> !Double.isNaN(measured.measurements()[i][0].value()))
        .boxed()
        .max(byValue)
        .orElse(-1);
  }

  private int metricIndex(String metric) {
    int index = metrics().indexOf(metric);
    if (index < 0) {
      throw new ConfigException(Messages.unknown("metric", metric, metrics()));
    }
    return index;
  }

  private Pairs.Tested pair(int model, int other, int metric) {
    return Pairs.test(
        measured.measurements()[model][metric],
        measured.draws()[model][metric],
        measured.measurements()[other][metric],
        measured.draws()[other][metric],
        bootstrap,
        test);
  }

  private List<Difference> differences() {
    int columns = metrics.size();
    List<Pairs.Tested> tested =
        IntStream.range(0, entrants.size() * columns)
            .parallel()
            .mapToObj(
                i -> i / columns == reference ? null : pair(i / columns, reference, i % columns))
            .toList();
    double[] adjusted =
        Holm.adjust(tested.stream().mapToDouble(t -> t == null ? Double.NaN : t.p()).toArray());
    List<Difference> all = new ArrayList<>();
    for (int i = 0; i < tested.size(); i++) {
      all.add(difference(i / columns, i % columns, tested.get(i), adjusted[i]));
    }
    return List.copyOf(all);
  }

  private Difference difference(int model, int metric, Pairs.Tested tested, double adjusted) {
    String metricName = metrics.get(metric).name();
    String name = entrants.get(model).name();
    if (tested == null) {
      double none = Double.NaN;
      return new Difference(
          metricName, name, name, 0, none, none, none, none, none, Verdict.REFERENCE);
    }
    return new Difference(
        metricName,
        name,
        reference(),
        tested.value(),
        tested.low(),
        tested.high(),
        tested.p(),
        adjusted,
        tested.effect(),
        Verdict.of(
            tested.value(), adjusted, 1 - bootstrap.level(), metrics.get(metric).higherIsBetter()));
  }
}
