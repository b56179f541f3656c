package io.github.twinstream;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.evaluate.RunRecord;
import java.util.Map;

/**
 * A comparison's row run again from its record.
 *
 * @param before the record
 * @param now what came out this time
 */
public record Rerun(RunRecord before, RunRecord now) implements Displayable {
  /** Whether every metric has the same value, to the last bit. */
  public boolean same() {
    return Records.same(now.values(), before.values());
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
    Grid grid =
        new Grid(
            before.contender() + " again: " + (same() ? "the same numbers" : "other numbers"),
            "metric",
            "recorded",
            "now");
    for (Map.Entry<String, Double> value : now.values().entrySet()) {
      grid.row(value.getKey(), before.values().get(value.getKey()), value.getValue());
    }
    if (!now.versions().equals(before.versions())) {
      grid.note("recorded with " + before.versions() + ", now " + now.versions());
    }
    return grid;
  }
}
