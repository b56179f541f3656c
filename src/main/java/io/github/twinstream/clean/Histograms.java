package io.github.twinstream.clean;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * How the values of some columns are spread.
 *
 * @param list one histogram a column
 */
public record Histograms(List<Histogram> list) implements Displayable {
  private static final int BAR = 40;

  /** Copies the list. */
  public Histograms {
    list = List.copyOf(list);
  }

  /**
   * Counts the numbers of each column in at most 30 bins with round edges; columns of whole numbers
   * with at most 30 different values from the least to the greatest get a bin for each. A column
   * with missing cells only gets one empty bin from 0 to 1.
   *
   * @throws ConfigException if no column is named
   * @throws DataException if a column is not there, or holds text or infinite numbers
   */
  public static Histograms of(DataTable table, String... columns) {
    List<Histogram> list = new ArrayList<>();
    List<String> wanted = Steps.atLeastOne("histograms", List.of(columns));
    try (Progress.Task task = Progress.start("histograms", wanted.size())) {
      for (String column : wanted) {
        task.detail(column);
        list.add(histogram(table, column));
        task.advance(1);
      }
    }
    return new Histograms(list);
  }

  private static Histogram histogram(DataTable table, String column) {
    double[] numbers = table.numbers(column);
    double[] present = Arrays.stream(numbers).filter(v -> !Double.isNaN(v)).toArray();
    if (Arrays.stream(present).anyMatch(Double::isInfinite)) {
      throw new DataException(
          "column "
              + Messages.quote(column)
              + " holds infinite values, which fall in no bin: blank them first, e.g."
              + " blankWhere(\""
              + column
              + "\", above(1e300))");
    }
    double[] edges = Bins.edges(present);
    long[] counts = Bins.counts(present, edges);
    return new Histogram(column, edges, counts, (long) numbers.length - present.length);
  }

  @Override
  public String toString() {
    return list.stream().map(Histograms::text).collect(Collectors.joining("\n"));
  }

  @Override
  public String toHtml() {
    return list.stream().map(Histograms::html).collect(Collectors.joining());
  }

  private static String text(Histogram histogram) {
    long[] counts = histogram.counts();
    StringBuilder out = new StringBuilder(caption(histogram)).append('\n');
    List<String> labels = labels(histogram.edges());
    int wide = labels.stream().mapToInt(String::length).max().orElse(0);
    for (int bin = 0; bin < counts.length; bin++) {
      String bar = "█".repeat((int) Math.round(BAR * share(histogram, bin)));
      out.append(
          String.format(Locale.ROOT, "%" + wide + "s  %s %,d%n", labels.get(bin), bar, counts[bin])
              .replace(System.lineSeparator(), "\n"));
    }
    return out.toString();
  }

  private static String html(Histogram histogram) {
    StringBuilder out = new StringBuilder("<table class=\"twinstream histogram\"><caption>");
    out.append(Grid.escape(caption(histogram))).append("</caption><tbody>");
    List<String> labels = labels(histogram.edges());
    for (int bin = 0; bin < histogram.counts().length; bin++) {
      out.append(
          String.format(
              Locale.ROOT,
              "<tr><th style=\"text-align:right\">%s</th><td style=\"width:20em\"><div"
                  + " style=\"background:#4a78b5;height:1em;width:%.1f%%\"></div></td>"
                  + "<td style=\"text-align:right\">%,d</td></tr>",
              Grid.escape(labels.get(bin)),
              100 * share(histogram, bin),
              histogram.counts()[bin]));
    }
    return out.append("</tbody></table>").toString();
  }

  private static String caption(Histogram histogram) {
    return String.format(
        Locale.ROOT,
        "%s: %,d values, %,d missing",
        histogram.column(),
        LongStream.of(histogram.counts()).sum(),
        histogram.missing());
  }

  /** The bin's share of the fullest bin. */
  private static double share(Histogram histogram, int bin) {
    long most = LongStream.of(histogram.counts()).max().orElse(0);
    return most == 0 ? 0 : (double) histogram.counts()[bin] / most;
  }

  /** The bin's value where bins are whole numbers, else {@code from–to}. */
  private static List<String> labels(double[] edges) {
    boolean units =
        Arrays.stream(edges).allMatch(e -> e == Math.rint(e)) && edges[1] - edges[0] == 1;
    List<String> labels = new ArrayList<>();
    for (int bin = 0; bin + 1 < edges.length; bin++) {
      String from = Tokens.number(edges[bin]);
      labels.add(units ? from : from + "–" + Tokens.number(edges[bin + 1]));
    }
    return labels;
  }
}
