package io.github.twinstream.chart;

import io.github.twinstream.display.Displayable;
import java.util.List;

/** A result that brings its own charts: they are shown below its table. */
public interface Illustrated extends Displayable {
  /** The charts, in the order in which they are to be shown; may be empty. */
  List<Chart> charts();
}
