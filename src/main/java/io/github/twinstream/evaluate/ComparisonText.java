package io.github.twinstream.evaluate;

import io.github.twinstream.display.Grid;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A comparison in words: one grid for each metric, one of what the models took, the record. */
final class ComparisonText {
  private final ComparisonTable table;
  private final String percent;

  ComparisonText(ComparisonTable table) {
    this.table = table;
    this.percent = table.bootstrap().percent();
  }

  List<Grid> grids() {
    List<Grid> grids = new ArrayList<>();
    for (int m = 0; m < table.metrics().size(); m++) {
      grids.add(metric(m));
    }
    Grid took = costs();
    table.placeEarned().forEach(took::note);
    methods().forEach(took::note);
    notes().forEach(took::note);
    grids.add(took);
    return grids;
  }

  private Grid metric(int metric) {
    MetricResult first = table.result(0, metric);
    Grid grid =
        new Grid(
            String.format(
                Locale.ROOT,
                "%s (%s is better): chance %s, best possible %s, on %,d rows of %,d users",
                first.metric(),
                first.higherIsBetter() ? "higher" : "lower",
                said(first.chance()),
                said(first.ceiling()),
                first.rows(),
                first.users()),
            "model",
            "value",
            percent + " low",
            "high",
            "minus " + table.reference(),
            percent + " low",
            "high",
            "p (Holm)",
            "effect",
            "beside " + table.reference());
    for (String model : table.models()) {
      MetricResult r = table.result(model, first.metric());
      Difference d = table.difference(model, first.metric());
      boolean reference = d.verdict() == Verdict.REFERENCE;
      grid.row(
          model,
          number(r.value()),
          number(r.low()),
          number(r.high()),
          reference ? "" : signed(d.value()),
          signed(d.low()),
          signed(d.high()),
          p(d.adjusted()),
          signed(d.effect()),
          d.verdict());
    }
    return grid;
  }

  private Grid costs() {
    Grid grid =
        new Grid(
            "What it took",
            "model",
            "train s",
            "score s",
            "parameters",
            "peak MB",
            "seeds",
            "settings");
    for (Entrant e : table.entrants()) {
      grid.row(
          e.name(),
          seconds(e.cost().trainSeconds()),
          seconds(e.cost().scoreSeconds()),
          e.cost().parameters() < 0 ? "" : String.format(Locale.ROOT, "%,d", e.cost().parameters()),
          Double.isNaN(e.cost().peakMegabytes())
              ? ""
              : String.format(Locale.ROOT, "%,.0f", e.cost().peakMegabytes()),
          e.record().seeds().stream().map(String::valueOf).collect(Collectors.joining(" ")),
          e.record().config());
    }
    return grid;
  }

  private List<String> methods() {
    List<String> said = new ArrayList<>();
    if (table.models().size() > 1) {
      said.add(
          String.format(
              Locale.ROOT,
              "Verdicts: %s, p-values corrected by Holm for all %d tests of these tables,"
                  + " level %s.",
              table.test(),
              (table.models().size() - 1) * table.metrics().size(),
              number(1 - table.bootstrap().level())));
    }
    said.add(
        String.format(
            Locale.ROOT,
            "Intervals: users drawn again, %,d times, seed %d, the same users for every model.",
            table.bootstrap().resamples(),
            table.bootstrap().seed()));
    RunRecord record = table.entrants().get(0).record();
    said.add("Candidates: " + record.candidates() + ".");
    said.add("Split: " + record.split() + ". Data: SHA-256 " + record.dataHash() + ".");
    if (!record.versions().isEmpty()) {
      said.add(versions(record));
    }
    return said;
  }

  private static String versions(RunRecord record) {
    return "Versions: "
        + record.versions().entrySet().stream()
            .map((Map.Entry<String, String> e) -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "))
        + ".";
  }

  private Set<String> notes() {
    Set<String> notes = new LinkedHashSet<>();
    for (int e = 0; e < table.models().size(); e++) {
      for (int m = 0; m < table.metrics().size(); m++) {
        String note = table.result(e, m).note();
        if (!note.isEmpty()) {
          notes.add(note);
        }
      }
    }
    return notes;
  }

  /** Whether a learned model earns its place above the best simple one, in one sentence. */
  static String earned(ComparisonTable table, int learned, int simple, double p, Verdict verdict) {
    MetricResult a = table.result(learned, 0);
    MetricResult b = table.result(simple, 0);
    String names = table.models().get(learned);
    String numbers =
        String.format(
            Locale.ROOT,
            "the best simple model, %s (%s %s against %s, p %s)",
            table.models().get(simple),
            a.metric(),
            number(a.value()),
            number(b.value()),
            p(p));
    return switch (verdict) {
      case BETTER -> names + " earns its place: it is better than " + numbers + ".";
      case WORSE -> names + " does not earn its place: it is worse than " + numbers + ".";
      default -> names + " does not earn its place: no difference is shown from " + numbers + ".";
    };
  }

  static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  static String p(double value) {
    return Double.isNaN(value)
        ? ""
        : value < 0.0001 ? "<0.0001" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String said(double value) {
    return Double.isNaN(value) ? "not known" : number(value);
  }

  private static String signed(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%+.4f", value);
  }

  private static String seconds(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f", value);
  }
}
