package io.github.twinstream.table;

import java.util.Arrays;

/** Finds out the character between cells from a file's beginning. */
final class SeparatorGuess {
  private static final char[] CANDIDATES = {',', ';', '\t', '|'};
  private static final int LINES = 100;

  private SeparatorGuess() {}

  /**
   * The candidate that cuts most lines into as many cells as the first line, and if several do so,
   * the one that gives the most cells; a comma if none cuts the first line.
   */
  static char of(String sample) {
    char best = CANDIDATES[0];
    double bestShare = 0;
    int bestCells = 1;
    for (char candidate : CANDIDATES) {
      int[] cells = cells(sample, candidate);
      if (cells.length == 0 || cells[0] < 2) {
        continue;
      }
      int same = 0;
      for (int count : cells) {
        same += count == cells[0] ? 1 : 0;
      }
      double share = (double) same / cells.length;
      if (share > bestShare || (share == bestShare && cells[0] > bestCells)) {
        best = candidate;
        bestShare = share;
        bestCells = cells[0];
      }
    }
    return best;
  }

  /** How many cells each of the first complete rows has. */
  private static int[] cells(String sample, char separator) {
    int[] cells = new int[LINES];
    int row = 0;
    int count = 1;
    int length = 0;
    boolean quoted = false;
    for (int i = 0; i < sample.length() && row < LINES; i++) {
      char c = sample.charAt(i);
      if (c == '\\' && i + 1 < sample.length() && sample.charAt(i + 1) == '"') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == separator) {
        count++;
      } else if (!quoted && (c == '\n' || c == '\r')) {
        if (length > 0) {
          cells[row++] = count;
        }
        count = 1;
        length = -1;
      }
      length++;
    }
    if (row == 0) {
      cells[row++] = count;
    }
    return Arrays.copyOf(cells, row);
  }
}
