package io.github.twinstream.baseline;

import io.github.twinstream.table.DataTable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** For each value of a column how many training rows have it, and the sum of a number over them. */
final class Tally {
  private final String column;
  private final Map<String, Sum> sums = new HashMap<>();

  /** Rows of one value; a missing one is a value of its own. */
  static final class Sum {
    private double rows;
    private double total;

    double rows() {
      return rows;
    }

    double total() {
      return total;
    }
  }

  /**
   * Counts.
   *
   * @param number one number for each row, added up
   */
  Tally(DataTable train, String column, double[] number) {
    this.column = column;
    String[] tokens = train.tokens(column);
    for (int i = 0; i < tokens.length; i++) {
      Sum sum = sums.computeIfAbsent(key(tokens[i]), t -> new Sum());
      sum.rows++;
      sum.total += number[i];
    }
  }

  /** How many values there are. */
  int size() {
    return sums.size();
  }

  /**
   * What each row's value gives.
   *
   * @param unseen what a value gives that no training row has
   */
  double[] of(DataTable rows, ToDoubleFunction<Sum> value, double unseen) {
    String[] tokens = rows.tokens(column);
    double[] found = new double[tokens.length];
    for (int i = 0; i < found.length; i++) {
      Sum sum = sums.get(key(tokens[i]));
      found[i] = sum == null ? unseen : value.applyAsDouble(sum);
    }
    return found;
  }

  private static String key(String token) {
    return token == null ? "" : token;
  }
}
