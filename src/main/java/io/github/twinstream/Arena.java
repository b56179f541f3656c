package io.github.twinstream;

import io.github.twinstream.baseline.Baseline;
import io.github.twinstream.baseline.FittedBaseline;
import io.github.twinstream.baseline.LearningRows;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.evaluate.Comparer;
import io.github.twinstream.evaluate.ComparisonTable;
import io.github.twinstream.evaluate.Cost;
import io.github.twinstream.evaluate.Entrant;
import io.github.twinstream.evaluate.RunRecord;
import io.github.twinstream.model.Contender;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.rank.CandidateDraw;
import io.github.twinstream.rank.CandidateRows;
import io.github.twinstream.rank.Items;
import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.split.SplitParts;
import io.github.twinstream.table.DataTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Runs contenders on one split and its candidates, each with every seed. */
final class Arena {
  private static final int BLOCK = 100_000;

  private final Streams streams;
  private final ComparePlan plan;
  private final LearningRows learning;
  private final CandidateRows candidates;
  private final Items items;
  private final Set<String> columns;
  private final String dataHash;
  private final double baseRate;

  Arena(Streams streams, ComparePlan plan) {
    this.streams = streams;
    this.plan = plan;
    Split split = streams.split();
    SplitParts parts = split.parts();
    DataTable all = split.cleaned().table();
    String label = split.cleaned().labelColumn();
    if (label == null) {
      throw new DataException(
          "the rows carry no label: make one in clean, e.g. label(above(7), \"Book-Rating\")");
    }
    try (Progress.Task task = Progress.start("prepare the comparison", 2)) {
      String user = parts.groupColumn();
      String item = plan.itemOf(all, user);
      this.learning =
          new LearningRows(
              split.train().data(), split.valid().data(), label, user, item, streams.features());
      task.detail("candidates");
      CandidateDraw draw =
          new CandidateDraw(
              all,
              parts.train(),
              parts.test(),
              label,
              split.cleaned().relevanceColumn(),
              user,
              item);
      this.candidates = draw.draw(plan.candidates());
      this.items = item == null ? Items.NONE : ItemVectors.items(split, all, draw);
      task.advance(1);
      task.detail("hash of the rows");
      this.columns = new LinkedHashSet<>(all.columns());
      this.dataHash = Fingerprint.of(all, columns, parts.train(), parts.valid(), parts.test());
      double positives = 0;
      for (double y : learning.train().numbers(label)) {
        positives += y;
      }
      this.baseRate = positives / learning.train().rows();
      task.advance(1);
    }
  }

  /** Runs them one after the other. */
  ComparisonTable compare(List<Contender> contenders) {
    List<Entrant> entrants = new ArrayList<>();
    long trainings = (long) contenders.size() * plan.seeds().size();
    try (Progress.Task task = Progress.start("compare", trainings)) {
      for (Contender contender : contenders) {
        entrants.add(entrant(contender, task));
      }
      task.detail("");
    }
    return Comparer.compare(entrants, plan.metrics(), plan.bootstrap(), plan.test());
  }

  /**
   * Runs a record's contender once more.
   *
   * @throws ConfigException if the data is other than the record's
   */
  RunRecord again(RunRecord record) {
    Contender contender = Records.contender(record);
    String differs = record(contender, "").differsFrom(record);
    if (!differs.isEmpty()) {
      throw new ConfigException(
          "the record of " + record.contender() + " is of other data: " + differs);
    }
    return compare(List.of(contender)).record(contender.name());
  }

  /** What a run gave. */
  private record Run(ScoredRows rows, Cost cost, String found) {}

  private Entrant entrant(Contender contender, Progress.Task task) {
    List<Run> runs = new ArrayList<>();
    for (long seed : plan.seeds()) {
      Interrupts.check("the comparison");
      String step = contender.name() + (plan.seeds().size() > 1 ? ", seed " + seed : "");
      runs.add(task.within(step, () -> run(contender, seed)));
      task.advance(1);
    }
    return new Entrant(
        contender.name(),
        runs.stream().map(Run::rows).toList(),
        contender instanceof Baseline baseline && baseline.simple(),
        mean(runs.stream().map(Run::cost).toList()),
        record(contender, runs.get(0).found()));
  }

  private RunRecord record(Contender contender, String found) {
    return new RunRecord(
        contender.name(),
        contender.describe()
            + (contender instanceof NetworkSpec network
                ? "; " + Records.words(streams.options(network, plan.training()))
                : "")
            + (found.isEmpty() ? "" : " (" + found + ")"),
        Records.settings(streams, contender, plan),
        plan.seeds(),
        dataHash,
        streams.split().parts().words(),
        Records.fields(streams.schema()),
        plan.candidates().toString(),
        Records.plan(plan, learning.item()),
        Versions.all(),
        Map.of());
  }

  private Run run(Contender contender, long seed) {
    if (contender instanceof Baseline baseline) {
      return runBaseline(baseline, seed);
    }
    if (contender instanceof NetworkSpec network) {
      long started = System.nanoTime();
      try (PeakMemory memory = new PeakMemory();
          Model model =
              streams.trainOneOfSeveral(network, t -> plan.training().apply(t).seed(seed))) {
        double trained = seconds(started);
        Run run = scored(model::score, trained, model.parameters(), memory);
        if (model.interrupted()) {
          throw new java.util.concurrent.CancellationException(
              "training " + network.name() + " was interrupted");
        }
        return new Run(run.rows(), run.cost(), model.history().size() + " epochs");
      }
    }
    if (contender instanceof Model model) {
      try (PeakMemory memory = new PeakMemory()) {
        return scored(model::score, Double.NaN, model.parameters(), memory);
      }
    }
    throw new ConfigException(
        contender.name()
            + " is a "
            + contender.getClass().getName()
            + ": a comparison takes networks such as finalMlp(), baselines such as popularity(),"
            + " and trained models");
  }

  private Run runBaseline(Baseline baseline, long seed) {
    long started = System.nanoTime();
    try (PeakMemory memory = new PeakMemory();
        FittedBaseline fitted = baseline.fit(learning, seed)) {
      Run run = scored(fitted::score, seconds(started), fitted.parameters(), memory);
      Cost cost =
          Double.isNaN(fitted.peakMegabytes())
              ? run.cost()
              : new Cost(
                  run.cost().trainSeconds(),
                  run.cost().scoreSeconds(),
                  fitted.parameters(),
                  fitted.peakMegabytes());
      return new Run(run.rows(), cost, fitted.found());
    }
  }

  private Run scored(
      Function<DataTable, double[]> scorer, double trained, long parameters, PeakMemory memory) {
    long started = System.nanoTime();
    double[] scores = new double[candidates.rows()];
    for (int from = 0; from < scores.length; from += BLOCK) {
      int to = Math.min(scores.length, from + BLOCK);
      double[] part = scorer.apply(candidates.table(from, to, columns));
      System.arraycopy(part, 0, scores, from, to - from);
    }
    return new Run(
        candidates.scored(scores, baseRate, items),
        new Cost(trained, seconds(started), parameters, memory.most()),
        "");
  }

  private static Cost mean(List<Cost> costs) {
    return new Cost(
        costs.stream().mapToDouble(Cost::trainSeconds).average().orElse(Double.NaN),
        costs.stream().mapToDouble(Cost::scoreSeconds).average().orElse(Double.NaN),
        costs.get(0).parameters(),
        costs.stream().mapToDouble(Cost::peakMegabytes).max().orElse(Double.NaN));
  }

  private static double seconds(long started) {
    return (System.nanoTime() - started) / 1e9;
  }
}
