package io.github.twinstream.evaluate;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.rank.ScoredRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How often rows of like predictions are positive: rows in bins of equal width over [0, 1], each
 * with its mean prediction and its share of positives. Bins without rows are left out. Source:
 * Murphy and Winkler 1977.
 *
 * @param bins the bins that have rows, from the lowest prediction on
 */
public record ReliabilityCurve(List<Bin> bins) implements Displayable {
  /**
   * Rows of like predictions.
   *
   * @param low the bin's lower end
   * @param high its upper end
   * @param predicted the mean prediction
   * @param observed the share of positive rows
   * @param rows how many rows there are
   */
  public record Bin(double low, double high, double predicted, double observed, long rows) {}

  /** Copies the list. */
  public ReliabilityCurve {
    bins = List.copyOf(bins);
  }

  /**
   * The curve of these rows.
   *
   * @param bins how many bins there are; at least 1
   * @throws io.github.twinstream.error.DataException if a score is no probability
   */
  public static ReliabilityCurve of(ScoredRows rows, int bins) {
    requireBins(bins);
    double[] predicted = new double[bins];
    double[] positive = new double[bins];
    long[] count = new long[bins];
    for (int i = 0; i < rows.rows(); i++) {
      double p = RowMean.probability(rows, i, "a reliability curve");
      int bin = bin(p, bins);
      predicted[bin] += p;
      positive[bin] += rows.label()[i];
      count[bin]++;
    }
    List<Bin> found = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      if (count[b] > 0) {
        found.add(
            new Bin(
                (double) b / bins,
                (b + 1.0) / bins,
                predicted[b] / count[b],
                positive[b] / count[b],
                count[b]));
      }
    }
    return new ReliabilityCurve(found);
  }

  /** The bin of a probability: its lower end belongs to it, and 1 to the last. */
  static int bin(double probability, int bins) {
    return Math.min(bins - 1, (int) (probability * bins));
  }

  static void requireBins(int bins) {
    if (bins < 1) {
      throw new ConfigException(Messages.outOfRange("bins", bins, "at least 1"));
    }
  }

  @Override
  public String toString() {
    return grid().toString();
  }

  @Override
  public String toHtml() {
    return grid().toHtml();
  }

  private Grid grid() {
    Grid grid = new Grid("Reliability", "from", "to", "predicted", "observed", "rows");
    for (Bin bin : bins) {
      grid.row(
          number(bin.low()),
          number(bin.high()),
          number(bin.predicted()),
          number(bin.observed()),
          String.format(Locale.ROOT, "%,d", bin.rows()));
    }
    return grid;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
