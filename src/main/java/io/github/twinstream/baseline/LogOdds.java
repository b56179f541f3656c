package io.github.twinstream.baseline;

import io.github.twinstream.table.DataTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The plain sum over columns of each value's smoothed log-odds: Σ_c ln((s + k μ) / (n − s + k (1 −
 * μ))) − ln(μ / (1 − μ)), s of the value's n training rows being positive. The columns are the item
 * and all categorical fields that networks see. Nothing is trained: naive Bayes on means of the
 * labels. An unseen value adds 0.
 *
 * @param shrinkage k, above 0: as many rows of the average are added
 */
public record LogOdds(double shrinkage) implements Baseline {
  /** Checks the shrinkage. */
  public LogOdds {
    if (!(shrinkage > 0)) {
      throw new io.github.twinstream.error.ConfigException(
          io.github.twinstream.error.Messages.outOfRange("shrinkage", shrinkage, "above 0"));
    }
  }

  @Override
  public String name() {
    return "sum of log-odds";
  }

  @Override
  public String describe() {
    return "smoothed log-odds of the item and of each categorical field added up, shrunk by "
        + shrinkage
        + " rows, calibrated";
  }

  @Override
  public boolean simple() {
    return true;
  }

  @Override
  public FittedBaseline fit(LearningRows rows, long seed) {
    double mean = Math.min(1 - 1e-9, Math.max(1e-9, rows.mean()));
    List<String> columns = new ArrayList<>(rows.categories());
    if (rows.item() != null && !columns.contains(rows.item())) {
      columns.add(0, rows.item());
    }
    List<Tally> tallies =
        columns.stream().map(c -> new Tally(rows.train(), c, rows.labels())).toList();
    return Calibrated.on(
        rows,
        new FittedBaseline() {
          @Override
          public double[] score(DataTable scored) {
            double[] sum = new double[scored.rows()];
            for (Tally tally : tallies) {
              double[] odds = tally.of(scored, value -> odds(value, mean), 0);
              for (int i = 0; i < sum.length; i++) {
                sum[i] += odds[i];
              }
            }
            return sum;
          }

          @Override
          public long parameters() {
            return tallies.stream().mapToLong(Tally::size).sum();
          }
        });
  }

  private double odds(Tally.Sum value, double mean) {
    double positive = value.total() + shrinkage * mean;
    double negative = value.rows() - value.total() + shrinkage * (1 - mean);
    return Math.log(positive / negative) - Math.log(mean / (1 - mean));
  }
}
