package io.github.twinstream;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One part of a split. */
public final class Part implements Displayable {
  private final String name;
  private final DataTable data;
  private final long seed;

  Part(String name, DataTable data, long seed) {
    this.name = name;
    this.data = data;
    this.seed = seed;
  }

  /** The rows as a value. */
  public DataTable data() {
    return data;
  }

  /**
   * A value of the column that at least so many rows have, drawn with the split's seed.
   *
   * @throws DataException if there is none; says how many rows the most frequent value has
   */
  public String pick(String column, int atLeast) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String token : data.tokens(column)) {
      if (token != null) {
        counts.merge(token, 1, Integer::sum);
      }
    }
    List<String> fit = new ArrayList<>();
    counts.forEach(
        (token, count) -> {
          if (count >= atLeast) {
            fit.add(token);
          }
        });
    if (fit.isEmpty()) {
      int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      throw new DataException(
          "no value of "
              + Messages.quote(column)
              + " has "
              + atLeast
              + " rows in the "
              + name
              + ": the most frequent one has "
              + most
              + "; ask for fewer");
    }
    return fit.get(new SplittableRandom(seed).nextInt(fit.size()));
  }

  @Override
  public String toString() {
    return data.toString();
  }

  @Override
  public String toHtml() {
    return data.toHtml();
  }
}
