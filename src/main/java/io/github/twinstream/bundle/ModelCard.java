package io.github.twinstream.bundle;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.display.HtmlPage;
import io.github.twinstream.evaluate.MetricResult;
import io.github.twinstream.table.Provenance;
import io.github.twinstream.train.EpochResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model's card, as Markdown and as HTML: what it is for, what it is made of, how good it is
 * beside chance, and what it cannot do (Mitchell et al., "Model cards for model reporting", 2019).
 *
 * @param facts what it says
 */
public record ModelCard(ModelFacts facts) implements Displayable {
  private static final List<String> ALWAYS =
      List.of(
          "Scores say how likely a row is positive among rows that come like the training rows; on"
              + " other rows they may be wrong in any direction.",
          "A value that was not seen in training is treated as unknown, however close it is to a"
              + " known one.",
          "Intervals are over the users of the test part; they do not cover a change of the data or"
              + " of the time it was gathered in.");

  private record Table(String heading, String[] header, List<Object[]> rows) {}

  private List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    tables.add(metrics());
    tables.add(sources());
    tables.add(new Table("Parts", new String[] {"part", "rows"}, pairs(facts.parts())));
    tables.add(history());
    tables.add(
        new Table("Training options", new String[] {"option", "value"}, pairs(facts.training())));
    Map<String, String> made = new LinkedHashMap<>(facts.versions());
    made.putAll(facts.machine());
    tables.add(new Table("Made with", new String[] {"what", "which"}, pairs(made)));
    return tables;
  }

  private Table metrics() {
    List<Object[]> rows = new ArrayList<>();
    for (MetricResult r : facts.tested()) {
      rows.add(
          new Object[] {
            r.metric(),
            number(r.value()),
            number(r.low()),
            number(r.high()),
            number(r.chance()),
            r.higherIsBetter() ? "higher" : "lower"
          });
    }
    return new Table(
        "Metrics on the test part",
        new String[] {"metric", "value", "low", "high", "chance", "better"},
        rows);
  }

  private Table sources() {
    List<Object[]> rows = new ArrayList<>();
    for (Provenance.Source source : facts.sources()) {
      rows.add(
          new Object[] {
            source.name(), String.format(Locale.ROOT, "%,d", source.rows()), source.sha256()
          });
    }
    return new Table("Data", new String[] {"source", "rows", "SHA-256"}, rows);
  }

  private Table history() {
    List<Object[]> rows = new ArrayList<>();
    for (EpochResult epoch : facts.history()) {
      rows.add(
          new Object[] {
            epoch.epoch(),
            number(epoch.trainLoss()),
            number(epoch.valid().getOrDefault("AUC", Double.NaN)),
            number(epoch.valid().getOrDefault("logloss", Double.NaN)),
            epoch.best() ? "*" : ""
          });
    }
    return new Table(
        "Training",
        new String[] {"epoch", "train loss", "valid AUC", "valid logloss", "best"},
        rows);
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%s, %,d parameters. Saved %s.%s",
        facts.network(),
        facts.parameters(),
        facts.created(),
        facts.interrupted()
            ? " Training was interrupted; the best weights until then are kept."
            : "");
  }

  private String testWords() {
    return String.format(
        Locale.ROOT,
        "On %,d rows of %,d users that training did not see, positives %s. Chance is what scores"
            + " that know nothing of these rows reach.",
        facts.testRows(),
        facts.testUsers(),
        number(facts.positives()));
  }

  private List<String> limits() {
    List<String> all = new ArrayList<>(facts.limits());
    for (MetricResult r : facts.tested()) {
      if (!r.note().isEmpty()) {
        all.add(r.note());
      }
      if (!Double.isNaN(r.low()) && !r.beatsChance()) {
        all.add(r.metric() + " is not told apart from chance on these test rows.");
      }
    }
    all.addAll(ALWAYS);
    return all;
  }

  /** The card as Markdown. */
  public String markdown() {
    StringBuilder out = new StringBuilder("# " + plain(facts.title()) + "\n\n");
    out.append(plain(summary())).append("\n\n## Intended use\n\n");
    out.append(plain(facts.intendedUse())).append("\n\n## Limits\n\n");
    limits().forEach(limit -> out.append("- ").append(plain(limit)).append('\n'));
    List<Table> tables = tables();
    out.append('\n').append(plain(testWords())).append('\n');
    tables.forEach(table -> out.append(markdown(table)));
    out.append("\n## What it reads\n\n");
    facts.fields().forEach(line -> out.append("- ").append(plain(line)).append('\n'));
    facts.texts().forEach(line -> out.append("- ").append(plain(line)).append('\n'));
    out.append("\n## What was done to the data\n\n");
    facts.steps().forEach(step -> out.append("1. ").append(plain(step)).append('\n'));
    return out.toString();
  }

  private static String markdown(Table table) {
    StringBuilder out = new StringBuilder("\n## " + table.heading() + "\n\n");
    out.append("| ").append(String.join(" | ", table.header())).append(" |\n");
    out.append("|---".repeat(table.header().length)).append("|\n");
    for (Object[] row : table.rows()) {
      for (Object cell : row) {
        out.append("| ").append(plain(String.valueOf(cell))).append(' ');
      }
      out.append("|\n");
    }
    return out.toString();
  }

  /** The card as a page of its own. */
  public String html() {
    return page().html();
  }

  /** The card as a fragment. */
  @Override
  public String toHtml() {
    StringBuilder out = new StringBuilder();
    out.append("<p><b>").append(Grid.escape(facts.title())).append("</b> ");
    out.append(Grid.escape(summary())).append("</p><p>");
    out.append(Grid.escape(testWords())).append("</p>");
    tables().subList(0, 2).forEach(table -> out.append(grid(table).toHtml()));
    return out.toString();
  }

  @Override
  public String toString() {
    return markdown();
  }

  private HtmlPage page() {
    List<Table> tables = tables();
    HtmlPage page = HtmlPage.titled(facts.title()).subtitle(summary());
    page.section("Intended use").text(facts.intendedUse());
    page.section("Limits").html(list("ul", limits()));
    page.section(tables.get(0).heading()).text(testWords()).show(grid(tables.get(0)));
    page.section("Data").show(grid(tables.get(1))).show(grid(tables.get(2)));
    page.section("What it reads").html(list("ul", facts.fields()));
    if (!facts.texts().isEmpty()) {
      page.html(list("ul", facts.texts()));
    }
    page.section("What was done to the data").html(list("ol", facts.steps()));
    for (Table table : tables.subList(3, tables.size())) {
      page.section(table.heading()).show(grid(table));
    }
    return page;
  }

  private static String list(String tag, List<String> lines) {
    StringBuilder out = new StringBuilder("<" + tag + ">");
    lines.forEach(line -> out.append("<li>").append(Grid.escape(line)).append("</li>"));
    return out.append("</").append(tag).append('>').toString();
  }

  private static Grid grid(Table table) {
    Grid grid = new Grid("", table.header());
    table.rows().forEach(grid::row);
    return grid;
  }

  private static List<Object[]> pairs(Map<String, String> map) {
    List<Object[]> rows = new ArrayList<>();
    map.forEach((key, value) -> rows.add(new Object[] {key, value}));
    return rows;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** Text that Markdown takes as text. */
  private static String plain(String text) {
    return text.replace("\r", " ")
        .replace("\n", " ")
        .replaceAll("([\\\\`*_{}\\[\\]<>|#])", "\\\\$1");
  }
}
