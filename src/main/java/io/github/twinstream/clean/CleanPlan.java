package io.github.twinstream.clean;

import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.table.DataTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tech.tablesaw.api.NumericColumn;

/**
 * Cleaning steps in the order in which they are called.
 *
 * <pre>{@code
 * new CleanPlan()
 *     .dropMissing("Book-Rating")
 *     .blankWhere("Age", above(100))
 *     .keepWhere("Book-Rating", above(0))
 *     .label(above(7), "Book-Rating")
 *     .apply(table);
 * }</pre>
 */
public final class CleanPlan {
  private final List<CleanStep> steps = new ArrayList<>();

  /** Drops the rows in which one of these columns is missing; without columns, any column. */
  public CleanPlan dropMissing(String... columns) {
    return then(new DropMissing(List.of(columns)));
  }

  /** Puts the text into the missing cells of these columns of text. */
  public CleanPlan fillMissing(String text, String... columns) {
    return then(new FillMissing(text, List.of(columns)));
  }

  /** Puts the number into the missing cells of these columns of numbers. */
  public CleanPlan fillMissing(double number, String... columns) {
    return then(new FillMissingNumber(number, List.of(columns)));
  }

  /** Turns these columns of text into numbers; text that is no number becomes missing. */
  public CleanPlan parseNumber(String... columns) {
    return then(new ParseNumber(List.of(columns)));
  }

  /**
   * Writes HTML entities in these columns of text as the characters that they stand for: {@code
   * &amp;} becomes {@code &}.
   */
  public CleanPlan decodeEntities(String... columns) {
    return then(new DecodeEntities(List.of(columns)));
  }

  /** Makes the column's cells missing for which the condition holds. */
  public CleanPlan blankWhere(String column, Condition condition) {
    return then(new BlankWhere(column, condition));
  }

  /** Keeps the rows for which the condition holds; a row whose cell is missing is dropped. */
  public CleanPlan keepWhere(String column, Condition condition) {
    return then(new KeepWhere(column, condition));
  }

  /**
   * Cuts the column at the separator into new columns of these names; empty parts are missing,
   * parts beyond the names are dropped.
   */
  public CleanPlan splitText(String column, String separator, String... names) {
    return then(new SplitText(column, separator, List.of(names)));
  }

  /**
   * Adds a column that lists the names of those columns of 0 and 1 that are 1, such as genres; a
   * sequence field reads it.
   */
  public CleanPlan listFlags(String column, String separator, String... flags) {
    return then(new ListFlags(column, separator, List.of(flags)));
  }

  /** Adds the column {@code label}: 1 where the condition holds of the column, else 0. */
  public CleanPlan label(Condition condition, String column) {
    return then(new LabelStep(condition, column));
  }

  /** Gives a column another name. */
  public CleanPlan rename(String from, String to) {
    return then(new Rename(from, to));
  }

  /** Drops these columns. */
  public CleanPlan dropColumns(String... columns) {
    return then(new DropColumns(List.of(columns)));
  }

  /** Appends a step of your own. */
  public CleanPlan then(CleanStep step) {
    steps.add(step);
    return this;
  }

  /** The steps so far. */
  public List<CleanStep> steps() {
    return List.copyOf(steps);
  }

  /**
   * Takes the steps in turn. A plan without steps gives the table as it is; a table without rows is
   * allowed, and the report says which step dropped the last.
   *
   * @throws DataException if a step cannot be taken; the message begins with its words
   */
  public CleanResult apply(DataTable table) {
    DataTable current = table;
    String label = null;
    String relevance = null;
    List<CleanReport.Entry> entries = new ArrayList<>();
    try (Progress.Task task = Progress.start("clean", steps.size())) {
      for (CleanStep step : steps) {
        Interrupts.check("cleaning");
        task.detail(step.words());
        CleanStep.Outcome outcome = take(step, current);
        entries.add(
            new CleanReport.Entry(
                step.words(), current.rows(), outcome.table().rows(), outcome.cellsChanged()));
        current = outcome.table();
        if (step instanceof LabelStep made) {
          label = LabelStep.COLUMN;
          boolean graded = current.column(made.column()) instanceof NumericColumn<?>;
          relevance = graded ? made.column() : label;
        } else if (step instanceof Rename renamed) {
          label = renamed.from().equals(label) ? renamed.to() : label;
          relevance = renamed.from().equals(relevance) ? renamed.to() : relevance;
        }
        label = label != null && current.has(label) ? label : null;
        relevance = relevance != null && current.has(relevance) ? relevance : label;
        task.advance(1);
      }
    }
    return new CleanResult(
        current,
        new CleanReport(table.rows(), entries),
        label,
        label == null ? null : relevance,
        Replay.of(steps, table, current));
  }

  private static CleanStep.Outcome take(CleanStep step, DataTable table) {
    try {
      return step.apply(table);
    } catch (DataException e) {
      throw new DataException(step.words() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return steps.stream().map(CleanStep::words).collect(Collectors.joining("\n"));
  }
}
