package io.github.twinstream.explain;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Gather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;

/**
 * How the score moves with one column, all else left as it is (Friedman 2001): every row of a
 * background is given the same value, and the scores are averaged; then the next value. Where the
 * column goes with others, some of these rows are such as never occur.
 *
 * @param column the column
 * @param numeric whether its values are numbers on a scale
 * @param points one for each value: numbers ascending, tokens by frequency, missing last
 * @param rows how many rows were averaged over
 */
public record PartialDependence(String column, boolean numeric, List<Point> points, int rows)
    implements Displayable {
  /** The values looked at unless told otherwise. */
  public static final int POINTS = 20;

  // of many numbers, those outside the middle 98 % are left out: a single odd one stretches a curve
  private static final double EDGE = 0.01;

  /**
   * The score at one value.
   *
   * @param value the value as a token; {@code null} for missing
   * @param number the value as a number; NaN for text and missing
   * @param mean the mean score
   * @param low a tenth of the rows score below
   * @param high a tenth of the rows score above
   * @param share the share of training rows that have exactly this value
   */
  public record Point(
      String value, double number, double mean, double low, double high, double share) {}

  /** Copies the list. */
  public PartialDependence {
    points = List.copyOf(points);
  }

  /** The largest mean less the smallest: how far the column moves the score. */
  public double range() {
    double[] means = points.stream().mapToDouble(Point::mean).sorted().toArray();
    return means[means.length - 1] - means[0];
  }

  /**
   * Measures the curve.
   *
   * @param scorer what scores
   * @param column the column
   * @param values rows whose values of the column are looked at, such as the training rows
   * @param background rows to average over, at least one
   * @param most values at most, from 2: quantiles of the middle 98 % of numbers, the most frequent
   *     tokens
   * @throws DataException if there is no such column, or no rows
   */
  public static PartialDependence of(
      Scorer scorer, String column, DataTable values, DataTable background, int most) {
    if (most < 2) {
      throw new ConfigException(Messages.outOfRange("points", most, "at least 2"));
    }
    String[] tokens = values.tokens(column);
    if (tokens.length == 0 || background.rows() == 0) {
      throw new DataException(
          "partial dependence needs rows: given were "
              + tokens.length
              + " to take values from and "
              + background.rows()
              + " to average over");
    }
    boolean numeric = values.column(column) instanceof NumericColumn<?>;
    Map<String, Integer> counts = new HashMap<>();
    Arrays.stream(tokens).forEach(t -> counts.merge(String.valueOf(t), 1, Integer::sum));
    double[] numbers = numeric ? values.numbers(column) : new double[0];
    List<Point> points = new ArrayList<>();
    List<Integer> chosen = numeric ? numbers(numbers, most) : frequent(tokens, most);
    IntStream.range(0, tokens.length)
        .filter(row -> tokens[row] == null)
        .findFirst()
        .ifPresent(chosen::add);
    try (Progress.Task task = Progress.start("partial dependence", chosen.size())) {
      for (int row : chosen) {
        Interrupts.check("partial dependence");
        int[] same = new int[background.rows()];
        Arrays.fill(same, row);
        DataTable set = background.with(Gather.rows(values.column(column), same), "set");
        double[] scores = Progress.muted(() -> scorer.score(set));
        Arrays.sort(scores);
        points.add(
            new Point(
                tokens[row],
                numeric ? numbers[row] : Double.NaN,
                Figures.mean(scores),
                Figures.quantile(scores, 0.1),
                Figures.quantile(scores, 0.9),
                (double) counts.get(String.valueOf(tokens[row])) / tokens.length));
        task.advance(1);
      }
    }
    return new PartialDependence(column, numeric, points, background.rows());
  }

  /** Rows that hold the distinct numbers or, if there are too many, their quantiles. */
  private static List<Integer> numbers(double[] numbers, int most) {
    TreeMap<Double, Integer> distinct = new TreeMap<>();
    for (int row = 0; row < numbers.length; row++) {
      if (!Double.isNaN(numbers[row])) {
        distinct.putIfAbsent(numbers[row], row);
      }
    }
    if (distinct.size() <= most) {
      return new ArrayList<>(distinct.values());
    }
    double[] sorted = Arrays.stream(numbers).filter(v -> !Double.isNaN(v)).sorted().toArray();
    Map<Double, Integer> rows = new LinkedHashMap<>();
    for (int i = 0; i < most; i++) {
      double share = EDGE + (1 - 2 * EDGE) * i / (most - 1);
      double value = sorted[(int) Math.round(share * (sorted.length - 1))];
      rows.put(value, distinct.get(value));
    }
    return new ArrayList<>(rows.values());
  }

  private static List<Integer> frequent(String[] tokens, int most) {
    Map<String, int[]> seen = new LinkedHashMap<>();
    for (int row = 0; row < tokens.length; row++) {
      if (tokens[row] != null) {
        int first = row;
        seen.computeIfAbsent(tokens[row], t -> new int[] {first, 0})[1]++;
      }
    }
    return new ArrayList<>(
        seen.values().stream()
            .sorted(Comparator.comparingInt(s -> -s[1]))
            .limit(most)
            .map(s -> s[0])
            .toList());
  }

  private Grid grid() {
    Grid grid =
        new Grid(
            "Partial dependence of the score on "
                + column
                + ", mean over "
                + Figures.count(rows)
                + " rows",
            column,
            "mean score",
            "10 % below",
            "10 % above",
            "training rows");
    for (Point p : points) {
      grid.row(
          p.value() == null ? "(missing)" : p.value(),
          Figures.number(p.mean()),
          Figures.number(p.low()),
          Figures.number(p.high()),
          Figures.percent(p.share()));
    }
    return grid.note("From the lowest to the highest mean: " + Figures.number(range()) + ".");
  }

  @Override
  public String toString() {
    return grid().toString();
  }

  @Override
  public String toHtml() {
    return grid().toHtml();
  }
}
