package io.github.twinstream.evaluate;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.List;
import java.util.Locale;

/**
 * What an evaluation gave: every metric with its interval over users and its chance level.
 *
 * @param results one for each metric, in the order asked for
 * @param rows how many rows were evaluated
 * @param users how many users they belong to
 * @param positives the share of positive rows among them; NaN when there are no rows
 * @param bootstrap how the intervals were made, seed included
 */
public record Evaluation(
    List<MetricResult> results, int rows, int users, double positives, Bootstrap bootstrap)
    implements Displayable {

  /** Copies the list. */
  public Evaluation {
    results = List.copyOf(results);
  }

  /**
   * The value of the metric with this name, such as {@code AUC}; NaN when it is undefined.
   *
   * @throws ConfigException if no such metric was evaluated; names the nearest
   */
  public double value(String metric) {
    return result(metric).value();
  }

  /**
   * All that is known of the metric with this name.
   *
   * @throws ConfigException if no such metric was evaluated; names the nearest
   */
  public MetricResult result(String metric) {
    return results.stream()
        .filter(r -> r.metric().equals(metric))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    Messages.unknown(
                        "metric", metric, results.stream().map(MetricResult::metric).toList())));
  }

  /** What a reader must know of the values, one sentence or two for each metric that has any. */
  public List<String> notes() {
    return results.stream().map(MetricResult::note).filter(n -> !n.isEmpty()).toList();
  }

  @Override
  public String toString() {
    return grid().toString();
  }

  @Override
  public String toHtml() {
    return grid().toHtml();
  }

  private Grid grid() {
    String percent = bootstrap.percent();
    Grid grid =
        new Grid(
            String.format(
                Locale.ROOT,
                "Evaluation on %,d rows of %,d users, positives %s",
                rows,
                users,
                number(positives)),
            "metric",
            "value",
            percent + " low",
            percent + " high",
            "chance",
            "best possible",
            "better",
            "rows",
            "users");
    for (MetricResult r : results) {
      grid.row(
          r.metric(),
          number(r.value()),
          number(r.low()),
          number(r.high()),
          number(r.chance()),
          number(r.ceiling()),
          r.higherIsBetter() ? "higher" : "lower",
          String.format(Locale.ROOT, "%,d", r.rows()),
          String.format(Locale.ROOT, "%,d", r.users()));
    }
    if (bootstrap.resamples() > 0) {
      grid.note(
          String.format(
              Locale.ROOT,
              "Intervals: users drawn again, %,d times, seed %d. Chance: scores that know nothing"
                  + " of these rows.",
              bootstrap.resamples(),
              bootstrap.seed()));
    }
    notes().forEach(grid::note);
    return grid;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }
}
