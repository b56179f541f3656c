package io.github.twinstream.explain;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.table.DataTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Why one row has its score, by occlusion: each column's value is replaced by those of other rows,
 * one after the other, and the mean of the scores then is what the row would have without that
 * value. The effects need not add up to the row's distance from the baseline, since columns act
 * together; what is left over is said.
 *
 * @param row what is explained, in words
 * @param score the row's score
 * @param baseline the mean score of the rows that values were taken from, taken on the scale
 * @param effects the largest first, whichever way they go
 * @param against what the baseline is, in words
 * @param scale what effects are differences of
 */
public record RowExplanation(
    String row, double score, double baseline, List<Effect> effects, String against, Scale scale)
    implements Displayable {
  /** On which scale effects are measured. */
  public enum Scale {
    /** Differences of scores as they are. */
    SCORE("score") {
      @Override
      double of(double score) {
        return score;
      }

      @Override
      double back(double value) {
        return value;
      }
    },
    /**
     * Differences of log-odds, ln(p / (1 - p)), for scores that are probabilities: near 0 and 1,
     * where probabilities hardly move, effects still show; +0.69 doubles the odds.
     */
    LOG_ODDS("log-odds") {
      @Override
      double of(double score) {
        double p = Math.max(NEAR, Math.min(1 - NEAR, score));
        return Math.log(p / (1 - p));
      }

      @Override
      double back(double value) {
        return 1 / (1 + Math.exp(-value));
      }
    };

    private static final double NEAR = 1e-7;

    private final String words;

    Scale(String words) {
      this.words = words;
    }

    /** The scale in words. */
    public String words() {
      return words;
    }

    abstract double of(double score);

    abstract double back(double value);

    double[] of(double[] scores) {
      return java.util.Arrays.stream(scores).map(this::of).toArray();
    }
  }

  /**
   * One column's effect.
   *
   * @param column the column
   * @param value the row's value as a token; {@code null} if it is missing
   * @param effect by how much the value raises (above 0) or lowers the score, on the scale
   * @param error the standard error of the effect, since the other rows are a sample
   */
  public record Effect(String column, String value, double effect, double error) {}

  /** Copies the list. */
  public RowExplanation {
    effects = List.copyOf(effects);
  }

  /** What the effects leave of the distance between score and baseline. */
  public double rest() {
    return scale.of(score)
        - scale.of(baseline)
        - effects.stream().mapToDouble(Effect::effect).sum();
  }

  /**
   * Explains a row.
   *
   * @param scorer what scores
   * @param row a table of that one row
   * @param name the row in words
   * @param background rows that values are taken from, at least one
   * @param against the background in words
   * @param columns the columns to replace
   * @param scale what effects are differences of
   * @throws DataException if {@code row} is not one row, or there is no background
   */
  public static RowExplanation of(
      Scorer scorer,
      DataTable row,
      String name,
      DataTable background,
      String against,
      List<String> columns,
      Scale scale) {
    if (row.rows() != 1 || background.rows() == 0) {
      throw new DataException(
          "an explanation needs 1 row and a background of at least 1; given were "
              + row.rows()
              + " and "
              + background.rows());
    }
    double score = Progress.muted(() -> scorer.score(row)[0]);
    DataTable copies = row.rows(new int[background.rows()], "copies of the row");
    List<Effect> effects = new ArrayList<>();
    try (Progress.Task task = Progress.start("explain a row", columns.size())) {
      for (String column : columns) {
        Interrupts.check("the explanation of a row");
        task.detail(column);
        DataTable changed = copies.with(background.column(column), "replace " + column);
        double[] without = scale.of(Progress.muted(() -> scorer.score(changed)));
        double error = Figures.deviation(without) / Math.sqrt(without.length);
        effects.add(
            new Effect(
                column, row.tokens(column)[0], scale.of(score) - Figures.mean(without), error));
        task.advance(1);
      }
    }
    effects.sort(Comparator.comparingDouble(e -> -Math.abs(e.effect())));
    double baseline = scale.back(Figures.mean(scale.of(scorer.score(background))));
    return new RowExplanation(name, score, baseline, effects, against, scale);
  }

  private Grid grid() {
    Grid grid =
        new Grid(
            row + ": score " + Figures.number(score) + ", baseline " + Figures.number(baseline),
            "column",
            "value",
            "effect (" + scale.words() + ")",
            "± error");
    for (Effect e : effects) {
      grid.row(
          e.column(),
          e.value() == null ? "(missing)" : e.value(),
          Figures.signed(e.effect()),
          Figures.number(e.error()));
    }
    return grid.note(
            "Effect: the "
                + scale.words()
                + " less their mean with this value replaced by those of "
                + against
                + (scale == Scale.LOG_ODDS ? "; +0.69 doubles the odds." : "."))
        .note(
            "Baseline: the mean of the same rows. Acting together, beyond the single effects: "
                + Figures.signed(rest())
                + ".");
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
