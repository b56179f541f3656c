package io.github.twinstream;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.evaluate.Auc;
import io.github.twinstream.evaluate.Bootstrap;
import io.github.twinstream.evaluate.GroupAuc;
import io.github.twinstream.evaluate.LogLoss;
import io.github.twinstream.evaluate.Metric;
import io.github.twinstream.evaluate.Ndcg;
import io.github.twinstream.evaluate.PairedTest;
import io.github.twinstream.evaluate.RecallAt;
import io.github.twinstream.rank.Candidates;
import io.github.twinstream.train.TrainOptions;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How models are compared: the {@code c} in {@code compare(streams, c -> c.seeds(1, 2, 3), ...)}.
 * Immutable; each method gives a changed copy.
 *
 * @param metrics the metrics, the one that decides first
 * @param seeds the seeds that each model is trained with; values are means over them
 * @param candidates which items of each test user are ranked
 * @param item the column that names the items; {@code null} for the one with a usual name
 * @param bootstrap resamples and level; the level is that of the verdicts too
 * @param test the paired test
 * @param training what networks' training options are changed to
 */
public record ComparePlan(
    List<Metric> metrics,
    List<Long> seeds,
    Candidates candidates,
    String item,
    Bootstrap bootstrap,
    PairedTest test,
    UnaryOperator<TrainOptions> training) {
  /** The article's metrics and candidates, one seed, 1,000 resamples. */
  public static final ComparePlan STANDARD =
      new ComparePlan(
          List.of(new Auc(), new GroupAuc(), new LogLoss(), new Ndcg(), new RecallAt(3)),
          List.of(2021L),
          Candidates.ownTestItems(),
          null,
          Bootstrap.seeded(42),
          PairedTest.PERMUTATION,
          options -> options);

  /** Copies the lists. */
  public ComparePlan {
    metrics = List.copyOf(metrics);
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty()) {
      throw new ConfigException("0 seeds were given: give at least one, such as seeds(2021)");
    }
    if (seeds.stream().distinct().count() < seeds.size()) {
      throw new ConfigException("a seed was given twice: " + seeds + "; give each once");
    }
  }

  /** Measures these; the first one says whether a model earns its place. */
  public ComparePlan metrics(Metric... others) {
    return new ComparePlan(List.of(others), seeds, candidates, item, bootstrap, test, training);
  }

  /** Trains every model once with each of these seeds. */
  public ComparePlan seeds(long... others) {
    return new ComparePlan(
        metrics,
        Arrays.stream(others).boxed().toList(),
        candidates,
        item,
        bootstrap,
        test,
        training);
  }

  /** Ranks these items of each test user. */
  public ComparePlan candidates(Candidates others) {
    return new ComparePlan(metrics, seeds, others, item, bootstrap, test, training);
  }

  /** Says which column names the items. */
  public ComparePlan item(String column) {
    return new ComparePlan(metrics, seeds, candidates, column, bootstrap, test, training);
  }

  /** Draws the users so many times for intervals. */
  public ComparePlan resamples(int count) {
    return bootstrap(new Bootstrap(count, bootstrap.level(), bootstrap.seed()));
  }

  /** Intervals hold this share, and verdicts keep false findings below the rest; 0.95. */
  public ComparePlan level(double share) {
    return bootstrap(new Bootstrap(bootstrap.resamples(), share, bootstrap.seed()));
  }

  private ComparePlan bootstrap(Bootstrap other) {
    return new ComparePlan(metrics, seeds, candidates, item, other, test, training);
  }

  /** Decides by this test. */
  public ComparePlan test(PairedTest other) {
    return new ComparePlan(metrics, seeds, candidates, item, bootstrap, other, training);
  }

  /** Trains networks so, e.g. {@code training(t -> t.epochs(3))}; the seed is the plan's. */
  public ComparePlan training(UnaryOperator<TrainOptions> options) {
    return new ComparePlan(metrics, seeds, candidates, item, bootstrap, test, options);
  }

  /** Fails unless the item column that was said is one. */
  String itemOf(io.github.twinstream.table.DataTable table, String user) {
    if (item != null && !table.has(item)) {
      throw new ConfigException(Messages.unknown("column", item, table.columns()));
    }
    return item != null ? item : ItemColumn.guess(table, user);
  }
}
