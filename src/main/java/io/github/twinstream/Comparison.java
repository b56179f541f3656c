package io.github.twinstream;

import io.github.twinstream.chart.Chart;
import io.github.twinstream.chart.DotIntervals;
import io.github.twinstream.chart.Illustrated;
import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.display.HtmlPage;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.evaluate.ComparisonTable;
import io.github.twinstream.evaluate.Difference;
import io.github.twinstream.evaluate.MetricResult;
import io.github.twinstream.evaluate.RunRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Models compared on one split and the same candidates: tables, a chart, and for each row how it
 * came to be. Made by {@code compare(streams, ...)}.
 */
public final class Comparison implements Illustrated {
  private final Streams streams;
  private final ComparisonTable table;

  Comparison(Streams streams, ComparisonTable table) {
    this.streams = streams;
    this.table = table;
  }

  /** The numbers behind it. */
  public ComparisonTable table() {
    return table;
  }

  /** One model's value, interval, chance level and ceiling in one metric. */
  public MetricResult result(String model, String metric) {
    return table.result(model, metric);
  }

  /** One model beside the reference in one metric. */
  public Difference difference(String model, String metric) {
    return table.difference(model, metric);
  }

  /** The same comparison beside another model; nothing is trained again. */
  public Comparison against(String model) {
    return new Comparison(streams, table.against(model));
  }

  /** For each learned model whether it is shown to be better than the best simple one. */
  public List<String> placeEarned() {
    return table.placeEarned();
  }

  /** Every model's value and interval in the first metric, beside the chance level. */
  public Chart chart() {
    return chart(table.metrics().get(0));
  }

  /**
   * Every model's value and interval in a metric, beside the chance level.
   *
   * @throws ConfigException if there is no such metric; names the nearest
   */
  public Chart chart(String metric) {
    List<String> models = table.models();
    List<MetricResult> results = models.stream().map(m -> table.result(m, metric)).toList();
    return DotIntervals.of(
        metric + " of " + models.size() + " models",
        metric + (results.get(0).higherIsBetter() ? "" : ", lower is better"),
        models,
        results.stream().mapToDouble(MetricResult::value).toArray(),
        results.stream().mapToDouble(MetricResult::low).toArray(),
        results.stream().mapToDouble(MetricResult::high).toArray(),
        results.get(0).chance(),
        "chance");
  }

  @Override
  public List<Chart> charts() {
    return table.metrics().stream().map(this::chart).toList();
  }

  /** How a model's row came to be. */
  public RunRecord record(String model) {
    return table.record(model);
  }

  /**
   * Trains and scores one model again as its record says.
   *
   * @throws ConfigException if its settings are not recorded
   */
  public Rerun rerun(String model) {
    return Twinstream.rerun(streams, record(model));
  }

  /** The comparison as comma-separated values, one line for each model and metric. */
  public String toCsv() {
    return table.toCsv();
  }

  /** The comparison as a LaTeX table for the booktabs package. */
  public String toLatex() {
    return table.toLatex();
  }

  /**
   * Writes the comparison as a whole.
   *
   * @param file a name that ends in {@code .csv}, {@code .tex}, {@code .html}, {@code .txt}, {@code
   *     .png} or {@code .svg}
   * @throws ConfigException if the name ends otherwise
   * @throws io.github.twinstream.error.DataException if the file cannot be written
   */
  public void save(String file) {
    requireSavable(file);
    String name = file.toLowerCase(Locale.ROOT);
    Path path = Path.of(file);
    if (name.endsWith(".png") || name.endsWith(".svg")) {
      chart().save(path);
      return;
    }
    if (name.endsWith(".html")) {
      page().save(path);
      return;
    }
    String text =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "csv" -> toCsv();
          case "tex" -> toLatex();
          default -> toString();
        };
    AtomicWrite.write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Throws unless {@link #save} can write a comparison into a file of this name: to be told before
   * the models train.
   *
   * @throws ConfigException if the name ends otherwise than save says
   * @throws io.github.twinstream.error.DataException if the file could not be written
   */
  public static void requireSavable(String file) {
    if (!file.toLowerCase(Locale.ROOT).matches(".*\\.(csv|tex|html|txt|png|svg)")) {
      throw new ConfigException(
          "a comparison cannot be saved as "
              + Messages.quote(file)
              + ": the name must end in .csv, .tex, .html, .txt, .png or .svg");
    }
    AtomicWrite.requirePossible(Path.of(file));
  }

  private HtmlPage page() {
    HtmlPage page =
        HtmlPage.titled("Comparison of " + String.join(", ", table.models()))
            .subtitle("beside " + table.reference());
    page.section("What it says");
    placeEarned().forEach(page::text);
    table.metrics().forEach(metric -> page.section(metric).show(chart(metric)));
    return page.section("Tables").show(table);
  }

  @Override
  public String toString() {
    return table.toString();
  }

  @Override
  public String toHtml() {
    return table.toHtml();
  }
}
