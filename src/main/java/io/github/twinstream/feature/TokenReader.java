package io.github.twinstream.feature;

import io.github.twinstream.table.CodedTexts;
import io.github.twinstream.table.DataTable;
import java.util.regex.Pattern;

/**
 * Reads a column's cells as tokens, {@code null} where missing.
 *
 * @param column the column
 * @param missing the word that stands for a missing value
 * @param conventions what else counts as missing
 * @param buckets quantile buckets of a number; {@code null} for the cell's own token
 * @param separator between the tokens of a sequence; {@code null} for one token a cell
 */
record TokenReader(
    String column, String missing, Conventions conventions, Buckets buckets, String separator) {

  CodedTexts tokens(DataTable rows) {
    if (buckets != null) {
      double[] values = rows.numbers(column);
      String[] tokens = new String[values.length];
      for (int row = 0; row < tokens.length; row++) {
        tokens[row] = buckets.token(values[row]);
      }
      return CodedTexts.of(tokens);
    }
    return rows.coded(column).map(this::known);
  }

  String[][] lists(DataTable rows) {
    Pattern split = Pattern.compile(Pattern.quote(separator));
    String[] cells = rows.tokens(column);
    String[][] lists = new String[cells.length][];
    for (int row = 0; row < lists.length; row++) {
      String cell = known(cells[row]);
      lists[row] = cell == null ? new String[0] : split.split(cell, -1);
      for (int i = 0; i < lists[row].length; i++) {
        lists[row][i] = known(lists[row][i]);
      }
    }
    return lists;
  }

  private String known(String token) {
    return conventions.missing(token) || token.equals(missing) ? null : token;
  }
}
