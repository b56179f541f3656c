package io.github.twinstream.rank;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import tech.tablesaw.columns.Column;

/**
 * The rows that a comparison scores. A row of a user and an item that have none is put together:
 * columns that never change within a user come from a test row of the user, all others from a row
 * of the item. Its label and relevance are 0.
 */
public final class CandidateRows {
  private final DataTable all;
  private final int[] userRow;
  private final int[] itemRow;
  private final float[] label;
  private final double[] relevance;
  private final int[] group;
  private final int groups;
  private final int[] item;
  private final Set<String> ofUsers;

  CandidateRows(
      DataTable all, Drawn drawn, float[] label, double[] relevance, Set<String> ofUsers) {
    this.all = all;
    this.userRow = drawn.userRow();
    this.itemRow = drawn.itemRow();
    this.group = drawn.group();
    this.groups = drawn.groups();
    this.item = drawn.item();
    this.label = label;
    this.relevance = relevance;
    this.ofUsers = ofUsers;
  }

  /**
   * Pairs of a user's row and an item's row.
   *
   * @param userRow a row of the pair's user in the whole table
   * @param itemRow a row of the pair's item; the same row when the pair is a test row
   * @param group the user, from 0 to {@code groups - 1}
   * @param item the item in the catalogue; empty when items are not known
   */
  record Drawn(int[] userRow, int[] itemRow, int[] group, int groups, int[] item) {}

  /** How many rows there are. */
  public int rows() {
    return userRow.length;
  }

  /** The rows from one place to another, with these columns. */
  public DataTable table(int from, int to, Collection<String> columns) {
    DataTable wanted = all.select(columns.toArray(String[]::new));
    int[] items = Arrays.copyOfRange(itemRow, from, to);
    int[] users = Arrays.copyOfRange(userRow, from, to);
    DataTable ofItems = wanted.rows(items, "candidates");
    if (Arrays.equals(items, users)) {
      return ofItems;
    }
    DataTable fromUsers = wanted.rows(users, "candidates");
    List<Column<?>> mixed = new ArrayList<>();
    for (String column : wanted.columns()) {
      mixed.add((ofUsers.contains(column) ? fromUsers : ofItems).column(column));
    }
    return DataTable.owning("candidates", mixed, Provenance.NONE);
  }

  /**
   * The rows with these scores.
   *
   * @param score one for each row
   * @param baseRate the share of positives among the training rows
   * @param catalogue the items' popularity and vectors; {@link Items#NONE} when items are not known
   */
  public ScoredRows scored(double[] score, double baseRate, Items catalogue) {
    if (score.length != rows()) {
      throw new ConfigException(
          score.length + " scores were given for " + rows() + " candidates: give one for each");
    }
    return new ScoredRows(
        score,
        label,
        relevance,
        group,
        groups,
        baseRate,
        catalogue.known()
            ? new Items(item, catalogue.popularity(), catalogue.vectors())
            : Items.NONE);
  }
}
