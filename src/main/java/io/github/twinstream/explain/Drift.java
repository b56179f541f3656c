package io.github.twinstream.explain;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.table.DataTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether rows to be scored look like the training rows, column by column: the population stability
 * index, PSI = Σ_bin (q − p) · ln(q / p), with p the bin's share of training rows and q that of the
 * other rows (a Jeffreys divergence). Numbers are put in ten bins of equally many training rows,
 * tokens in one bin for each of the most frequent nineteen and one for the rest; missing cells have
 * a bin of their own. Half a row is added to every bin, so that empty ones are defined. A column of
 * several components takes the mean of their indexes.
 *
 * <p>Without any drift the index is not 0: {@code chance} is what it would then exceed in one of a
 * hundred samples, given that rows of one group (a user) are alike.
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
   * @param groupColumn whose rows are alike, such as a user's; {@code null} for none, and not used
   *     where the other rows lack it
   * @throws DataException if either has no rows, or lacks a column
   */
  public static Drift of(
      DataTable train,
      DataTable served,
      Function<DataTable, EncodedRows> encode,
      String groupColumn) {
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
    List<Column> found = new ArrayList<>();
    List<String> names = before.schema().fields().stream().map(Field::column).distinct().toList();
    try (Progress.Task task = Progress.start("drift", names.size())) {
      boolean grouped = groupColumn != null && served.has(groupColumn);
      StabilityIndex.Groups groups =
          StabilityIndex.Groups.of(
              grouped ? train.tokens(groupColumn) : null,
              grouped ? served.tokens(groupColumn) : null,
              train.rows(),
              served.rows());
      for (String name : names) {
        task.detail(name);
        found.add(compared(name, train, served, before, after, groups));
        task.advance(1);
      }
    }
    found.sort(Comparator.comparingDouble(Column::psi).reversed());
    return new Drift(found, train.rows(), served.rows());
  }

  private static Column compared(
      String name,
      DataTable train,
      DataTable served,
      EncodedRows before,
      EncodedRows after,
      StabilityIndex.Groups groups) {
    Interrupts.check("drift");
    List<Field> fields = before.schema().fields();
    List<Integer> members =
        IntStream.range(0, fields.size())
            .filter(i -> fields.get(i).column().equals(name))
            .boxed()
            .toList();
    boolean vector = members.size() > 1;
    boolean number = fields.get(members.get(0)).kind() == Field.Kind.NUMERIC && !vector;
    String[] old = train.tokens(name);
    String[] recent = served.tokens(name);
    List<StabilityIndex> indexes = new ArrayList<>();
    if (number) {
      indexes.add(StabilityIndex.of(train.numbers(name), served.numbers(name), groups));
    } else if (vector) {
      for (int member : members) {
        Interrupts.check("drift");
        indexes.add(StabilityIndex.of(component(before, member), component(after, member), groups));
      }
    } else {
      indexes.add(StabilityIndex.of(old, recent, groups));
    }
    Set<String> known = Arrays.stream(old).filter(Objects::nonNull).collect(Collectors.toSet());
    double unseen = share(recent, t -> t != null && !known.contains(t));
    return new Column(
        name,
        Figures.mean(indexes.stream().mapToDouble(StabilityIndex::value).toArray()),
        Figures.mean(indexes.stream().mapToDouble(StabilityIndex::chance).toArray()),
        share(old, Objects::isNull),
        share(recent, Objects::isNull),
        number ? Double.NaN : unseen);
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
