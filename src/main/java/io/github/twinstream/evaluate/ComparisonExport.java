package io.github.twinstream.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A comparison for other programs: CSV and LaTeX. */
final class ComparisonExport {
  private ComparisonExport() {}

  static String csv(ComparisonTable table) {
    StringBuilder out =
        new StringBuilder(
            "model,metric,value,low,high,chance,ceiling,higher_is_better,rows,users,reference,"
                + "difference,difference_low,difference_high,p,p_holm,effect,verdict,train_seconds,"
                + "score_seconds,parameters,peak_megabytes,seeds,config,split,candidates,"
                + "data_sha256,versions\n");
    for (Entrant e : table.entrants()) {
      for (String metric : table.metrics()) {
        MetricResult r = table.result(e.name(), metric);
        Difference d = table.difference(e.name(), metric);
        RunRecord record = e.record();
        out.append(
            line(
                e.name(),
                metric,
                r.value(),
                r.low(),
                r.high(),
                r.chance(),
                r.ceiling(),
                r.higherIsBetter(),
                r.rows(),
                r.users(),
                d.reference(),
                d.value(),
                d.low(),
                d.high(),
                d.p(),
                d.adjusted(),
                d.effect(),
                d.verdict(),
                e.cost().trainSeconds(),
                e.cost().scoreSeconds(),
                e.cost().parameters() < 0 ? "" : e.cost().parameters(),
                e.cost().peakMegabytes(),
                record.seeds().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                record.config(),
                record.split(),
                record.candidates(),
                record.dataHash(),
                record.versions().toString()));
      }
    }
    return out.toString();
  }

  private static String line(Object... cells) {
    return List.of(cells).stream().map(ComparisonExport::cell).collect(Collectors.joining(","))
        + "\n";
  }

  private static String cell(Object value) {
    if (value instanceof Double number) {
      return number.isNaN() ? "" : number.toString();
    }
    String text = value.toString();
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  static String latex(ComparisonTable table) {
    StringBuilder out = new StringBuilder();
    out.append("\\begin{tabular}{l").append("l".repeat(table.metrics().size())).append("}\n");
    out.append("\\toprule\n");
    out.append("model");
    table.metrics().forEach(metric -> out.append(" & ").append(escape(metric)));
    out.append(" \\\\\n\\midrule\n");
    for (String model : table.models()) {
      out.append(escape(model));
      for (String metric : table.metrics()) {
        out.append(" & ").append(value(table, model, metric));
      }
      out.append(" \\\\\n");
    }
    out.append("\\midrule\nchance");
    table.metrics().forEach(m -> out.append(plain(table.result(table.reference(), m).chance())));
    out.append(" \\\\\nbest possible");
    table.metrics().forEach(m -> out.append(plain(table.result(table.reference(), m).ceiling())));
    out.append(" \\\\\n\\bottomrule\n\\end{tabular}\n");
    out.append(
        String.format(
            Locale.ROOT,
            "%% brackets: %s intervals over users; + better, - worse than %s (%s, Holm, level"
                + " %.2f); no mark: no difference shown%n",
            table.bootstrap().percent().replace("%", "\\%"),
            escape(table.reference()),
            table.test(),
            1 - table.bootstrap().level()));
    return out.toString();
  }

  private static String value(ComparisonTable table, String model, String metric) {
    MetricResult r = table.result(model, metric);
    if (Double.isNaN(r.value())) {
      return "--";
    }
    String interval =
        Double.isNaN(r.low())
            ? ""
            : String.format(Locale.ROOT, " {\\footnotesize[%.4f, %.4f]}", r.low(), r.high());
    String mark =
        switch (table.difference(model, metric).verdict()) {
          case BETTER -> "$^{+}$";
          case WORSE -> "$^{-}$";
          default -> "";
        };
    return String.format(Locale.ROOT, "%.4f", r.value()) + mark + interval;
  }

  private static String plain(double value) {
    return Double.isNaN(value) ? " & --" : String.format(Locale.ROOT, " & %.4f", value);
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      out.append(
          switch (c) {
            case '\\' -> "\\textbackslash{}";
            case '|' -> "\\textbar{}";
            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + c;
            default -> String.valueOf(c);
          });
    }
    return out.toString();
  }
}
