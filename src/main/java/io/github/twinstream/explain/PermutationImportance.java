package io.github.twinstream.explain;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.evaluate.Bootstrap;
import io.github.twinstream.evaluate.Measurement;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Gather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How much worse a metric gets when a column's values are shuffled among the rows, so that they no
 * longer say anything (Breiman 2001; Fisher, Rudin and Dominici 2019). The model is not trained
 * again. What columns say alike seems worth little one by one: shuffle such columns together.
 *
 * @param metric the metric's name
 * @param whole its value before shuffling
 * @param columns most important first
 * @param rows how many rows were scored
 * @param users to how many users they belong
 * @param plan how it was measured, seed included
 */
public record PermutationImportance(
    String metric,
    double whole,
    List<Importance> columns,
    int rows,
    int users,
    PermutationPlan plan)
    implements Displayable {
  private static final double LEVEL = 0.95;

  /**
   * One column's importance.
   *
   * @param column its name, or several joined with {@code +}
   * @param drop how much the metric gets worse, the mean over the shuffles; about 0 or below if the
   *     column does not matter
   * @param low the lower end of the 95 % interval over users and shuffles; NaN without one
   * @param high its upper end; NaN without one
   */
  public record Importance(String column, double drop, double low, double high) {}

  /** Copies the list. */
  public PermutationImportance {
    columns = List.copyOf(columns);
  }

  /**
   * The importance of this column.
   *
   * @throws ConfigException if it was not shuffled; names those that were
   */
  public Importance column(String name) {
    return columns.stream()
        .filter(i -> i.column().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    Messages.unknown(
                        "shuffled column",
                        name,
                        columns.stream().map(Importance::column).toList())));
  }

  /**
   * Measures the columns of the plan.
   *
   * @param scorer what is explained
   * @param rows the rows, with all columns that the scorer reads
   * @param truth the same rows' labels, relevance and groups
   * @throws DataException if the metric is undefined on these rows, or a column is not there
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static PermutationImportance of(
      Scorer scorer, DataTable rows, ScoredRows truth, PermutationPlan plan) {
    SplittableRandom random = new SplittableRandom(plan.seed());
    int[] chosen = wholeGroups(truth, plan.mostRows(), random.split());
    DataTable sample = rows.rows(chosen, "sample for permutation");
    ScoredRows whole = scored(truth, chosen, scorer.score(sample));
    Measurement before = plan.metric().measure(whole);
    if (Double.isNaN(before.value())) {
      throw new DataException(
          "permutation importance by "
              + plan.metric().name()
              + " is undefined on these "
              + chosen.length
              + " rows: "
              + before.undefined());
    }
    List<Importance> found = new ArrayList<>();
    try (Progress.Task task =
        Progress.start("permutation", (long) plan.groups().size() * plan.repeats())) {
      for (List<String> group : plan.groups()) {
        task.detail(String.join(" + ", group));
        List<Measurement> measured = new ArrayList<>(List.of(before));
        for (int r = 0; r < plan.repeats(); r++) {
          Interrupts.check("permutation importance");
          DataTable shuffled = shuffled(sample, group, random.split());
          measured.add(measure(scorer, shuffled, truth, chosen, plan));
          task.advance(1);
        }
        found.add(importance(String.join(" + ", group), whole, measured, plan));
      }
    }
    found.sort(Comparator.comparingDouble(Importance::drop).reversed());
    return new PermutationImportance(
        plan.metric().name(), before.value(), found, chosen.length, before.users(), plan);
  }

  private static Measurement measure(
      Scorer scorer, DataTable rows, ScoredRows truth, int[] chosen, PermutationPlan plan) {
    double[] scores = Progress.muted(() -> scorer.score(rows));
    return plan.metric().measure(scored(truth, chosen, scores));
  }

  private static Importance importance(
      String name, ScoredRows rows, List<Measurement> measured, PermutationPlan plan) {
    double sign = plan.metric().higherIsBetter() ? 1 : -1;
    double whole = measured.get(0).value();
    double after =
        Figures.mean(measured.stream().skip(1).mapToDouble(Measurement::value).toArray());
    double drop = sign * (whole - after);
    if (plan.resamples() == 0 || measured.get(0).users() < 2) {
      return new Importance(name, drop, Double.NaN, Double.NaN);
    }
    double[][] drawn =
        Progress.muted(
            () -> new Bootstrap(plan.resamples(), LEVEL, plan.seed()).draw(rows, measured));
    SplittableRandom random = new SplittableRandom(plan.seed());
    double[] drops =
        IntStream.range(0, plan.resamples())
            .mapToDouble(
                r -> {
                  double sum = 0;
                  for (int k = 0; k < plan.repeats(); k++) {
                    sum += drawn[1 + random.nextInt(plan.repeats())][r];
                  }
                  return sign * (drawn[0][r] - sum / plan.repeats());
                })
            .filter(d -> !Double.isNaN(d))
            .sorted()
            .toArray();
    return new Importance(
        name,
        drop,
        Figures.quantile(drops, (1 - LEVEL) / 2),
        Figures.quantile(drops, (1 + LEVEL) / 2));
  }

  private static DataTable shuffled(DataTable rows, List<String> group, SplittableRandom random) {
    int[] order = IntStream.range(0, rows.rows()).toArray();
    Figures.shuffle(order, random);
    DataTable result = rows;
    for (String column : group) {
      result = result.with(Gather.rows(rows.column(column), order), "shuffle " + column);
    }
    return result;
  }

  /** Rows of users drawn at random until there are enough, ascending. */
  private static int[] wholeGroups(ScoredRows truth, int most, SplittableRandom random) {
    int[] all = IntStream.range(0, truth.rows()).toArray();
    if (all.length <= most) {
      return all;
    }
    int[] counts = new int[truth.groups()];
    Arrays.stream(truth.group()).forEach(g -> counts[g]++);
    int[] groups = IntStream.range(0, truth.groups()).toArray();
    Figures.shuffle(groups, random);
    boolean[] taken = new boolean[truth.groups()];
    int rows = 0;
    for (int group : groups) {
      if (rows == 0 || rows + counts[group] <= most) {
        taken[group] = true;
        rows += counts[group];
      }
    }
    return Arrays.stream(all).filter(row -> taken[truth.group()[row]]).toArray();
  }

  private static ScoredRows scored(ScoredRows truth, int[] chosen, double[] scores) {
    float[] label = new float[chosen.length];
    for (int i = 0; i < label.length; i++) {
      label[i] = truth.label()[chosen[i]];
    }
    return new ScoredRows(
        scores,
        label,
        Arrays.stream(chosen).mapToDouble(row -> truth.relevance()[row]).toArray(),
        Arrays.stream(chosen).map(row -> truth.group()[row]).toArray(),
        truth.groups(),
        truth.baseRate());
  }

  private Grid grid() {
    Grid grid =
        new Grid(
            "Permutation importance on "
                + Figures.count(rows)
                + " rows of "
                + Figures.count(users)
                + " users: "
                + metric
                + " "
                + Figures.number(whole)
                + " before",
            "shuffled",
            "worse by",
            "95 % low",
            "95 % high");
    columns.forEach(
        c ->
            grid.row(
                c.column(),
                Figures.number(c.drop()),
                Figures.number(c.low()),
                Figures.number(c.high())));
    return grid.note(
        plan.repeats()
            + " shuffles each, seed "
            + plan.seed()
            + ". An interval that holds 0: no importance shown. Columns that say the same hide each"
            + " other: shuffle them together(...).");
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
