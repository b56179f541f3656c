package io.github.twinstream.explain;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.table.DataTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Whether rows to be scored look like the training rows, column by column: the population stability
 * index, PSI = Σ_bin (q − p) · ln(q / p), with p the bin's share of training rows and q that of the
 * other rows (a Jeffreys divergence). Numbers are put in ten bins of equally many training rows,
 * tokens in one bin for each of the most frequent nineteen and one for the rest; missing cells have
 * a bin of their own. Half a row is added to every bin, so that empty ones are defined. A column of
 * several components takes the mean of their indexes.
 *
 * <p>Without any drift the index is not 0 but, over enough rows n and m, (1/n + 1/m) times a χ²
 * variable of bins − 1 degrees of freedom; {@code chance} is that level's upper 1 % point.
 *
 * @param columns largest index first
 * @param trained how many training rows there were
 * @param served how many other rows
 */
public record Drift(List<Column> columns, int trained, int served) implements Displayable {
  /** From here on, where chance does not explain it, a column has moved. */
  public static final double MODERATE = 0.1;

  /** From here on, where chance does not explain it, a column has moved far. */
  public static final double LARGE = 0.25;

  private static final int NUMBER_BINS = 10;
  private static final int TOKEN_BINS = 19;
  private static final double SURE = 0.99;

  /**
   * One column.
   *
   * @param column the column
   * @param psi the population stability index, from 0
   * @param chance what the index would exceed in one of a hundred samples without any drift
   * @param missingTrained share of training rows without a value
   * @param missingServed share of the other rows without one
   * @param unseen share of the other rows whose value is in no training row; NaN for numbers
   */
  public record Column(
      String column,
      double psi,
      double chance,
      double missingTrained,
      double missingServed,
      double unseen) {
    /** {@code stable}, {@code moderate} or {@code large}; stable where chance explains it. */
    public String verdict() {
      if (psi < MODERATE || psi <= chance) {
        return "stable";
      }
      return psi < LARGE ? "moderate" : "large";
    }
  }

  /** Copies the list. */
  public Drift {
    columns = List.copyOf(columns);
  }

  /**
   * The drift of this column.
   *
   * @throws ConfigException if there is none of this name
   */
  public Column column(String name) {
    return columns.stream()
        .filter(c -> c.column().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    Messages.unknown(
                        "column", name, columns.stream().map(Column::column).toList())));
  }

  /**
   * Compares rows with the training rows.
   *
   * @param train the training rows
   * @param served the rows to be scored
   * @param encode the fitted encoder, for the components of embedded texts
   * @throws DataException if either has no rows, or lacks a column
   */
  public static Drift of(
      DataTable train, DataTable served, Function<DataTable, EncodedRows> encode) {
    if (train.rows() == 0 || served.rows() == 0) {
      throw new DataException(
          "drift compares rows with rows: given were "
              + train.rows()
              + " training rows and "
              + served.rows()
              + " others");
    }
    EncodedRows before = encode.apply(train);
    EncodedRows after = encode.apply(served);
    List<Field> fields = before.schema().fields();
    List<Column> found = new ArrayList<>();
    for (String name : fields.stream().map(Field::column).distinct().toList()) {
      List<Integer> members =
          IntStream.range(0, fields.size())
              .filter(i -> fields.get(i).column().equals(name))
              .boxed()
              .toList();
      boolean vector = members.size() > 1;
      boolean number = fields.get(members.get(0)).kind() == Field.Kind.NUMERIC && !vector;
      String[] old = train.tokens(name);
      String[] recent = served.tokens(name);
      List<double[]> indexes = new ArrayList<>();
      if (number) {
        indexes.add(psi(train.numbers(name), served.numbers(name)));
      } else if (vector) {
        for (int member : members) {
          indexes.add(psi(component(before, member), component(after, member)));
        }
      } else {
        indexes.add(psi(old, recent));
      }
      Set<String> known = Arrays.stream(old).filter(Objects::nonNull).collect(Collectors.toSet());
      double unseen = share(recent, t -> t != null && !known.contains(t));
      found.add(
          new Column(
              name,
              Figures.mean(indexes.stream().mapToDouble(i -> i[0]).toArray()),
              Figures.mean(indexes.stream().mapToDouble(i -> i[1]).toArray()),
              share(old, Objects::isNull),
              share(recent, Objects::isNull),
              number ? Double.NaN : unseen));
    }
    found.sort(Comparator.comparingDouble(Column::psi).reversed());
    return new Drift(found, train.rows(), served.rows());
  }

  private static double share(String[] tokens, java.util.function.Predicate<String> which) {
    return (double) Arrays.stream(tokens).filter(which).count() / tokens.length;
  }

  private static double[] component(EncodedRows rows, int field) {
    int width = rows.schema().numericWidth();
    int offset = rows.schema().offset(field);
    return IntStream.range(0, rows.rows())
        .mapToDouble(row -> rows.numeric()[row * width + offset])
        .toArray();
  }

  private static double[] psi(double[] before, double[] after) {
    double[] sorted = Arrays.stream(before).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double[] edges =
        IntStream.range(1, NUMBER_BINS)
            .mapToDouble(i -> Figures.quantile(sorted, (double) i / NUMBER_BINS))
            .filter(e -> !Double.isNaN(e))
            .distinct()
            .toArray();
    return index(counts(before, edges), counts(after, edges));
  }

  private static double[] counts(double[] values, double[] edges) {
    double[] counts = new double[edges.length + 2];
    for (double value : values) {
      int bin = 0;
      while (bin < edges.length && value > edges[bin]) {
        bin++;
      }
      counts[Double.isNaN(value) ? edges.length + 1 : bin]++;
    }
    return counts;
  }

  private static double[] psi(String[] before, String[] after) {
    Map<String, Integer> seen = new HashMap<>();
    Arrays.stream(before).filter(Objects::nonNull).forEach(t -> seen.merge(t, 1, Integer::sum));
    List<String> frequent =
        seen.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(TOKEN_BINS)
            .map(Map.Entry::getKey)
            .toList();
    return index(counts(before, frequent), counts(after, frequent));
  }

  private static double[] counts(String[] tokens, List<String> frequent) {
    double[] counts = new double[frequent.size() + 2];
    for (String token : tokens) {
      int bin = frequent.indexOf(token);
      counts[token == null ? frequent.size() + 1 : bin < 0 ? frequent.size() : bin]++;
    }
    return counts;
  }

  /** The index and its upper 1 % point without drift; bins empty on both sides do not count. */
  private static double[] index(double[] before, double[] after) {
    int[] used = IntStream.range(0, before.length).filter(i -> before[i] + after[i] > 0).toArray();
    double n = Arrays.stream(before).sum();
    double m = Arrays.stream(after).sum();
    double index = 0;
    for (int i : used) {
      double p = (before[i] + 0.5) / (n + 0.5 * used.length);
      double q = (after[i] + 0.5) / (m + 0.5 * used.length);
      index += (q - p) * Math.log(q / p);
    }
    double chance =
        used.length < 2
            ? 0
            : new ChiSquaredDistribution(used.length - 1).inverseCumulativeProbability(SURE)
                * (1 / n + 1 / m);
    return new double[] {index, chance};
  }

  private Grid grid() {
    Grid grid =
        new Grid(
            "Drift of "
                + Figures.count(served)
                + " rows from "
                + Figures.count(trained)
                + " training rows",
            "column",
            "PSI",
            "chance 1 %",
            "verdict",
            "missing before",
            "missing now",
            "unseen");
    for (Column c : columns) {
      grid.row(
          c.column(),
          Figures.number(c.psi()),
          Figures.number(c.chance()),
          c.verdict(),
          Figures.percent(c.missingTrained()),
          Figures.percent(c.missingServed()),
          Figures.percent(c.unseen()));
    }
    return grid.note(
        "PSI: below "
            + MODERATE
            + " stable, from "
            + LARGE
            + " large, unless chance explains it: without drift one sample of a hundred exceeds the"
            + " level beside it.");
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
