package io.github.twinstream.table;

import java.util.ArrayList;
import java.util.List;

/**
 * How a table was made: the files read and the steps taken, in order.
 *
 * @param sources the files or tables it began with
 * @param steps what was done, one sentence each
 */
public record Provenance(List<Source> sources, List<String> steps) {
  /**
   * A file or table that was taken in.
   *
   * @param name the file's name without its folder, or a word for a table made in memory
   * @param sha256 the hash of the file's bytes in hexadecimal; empty for a table made in memory
   * @param rows rows read
   */
  public record Source(String name, String sha256, int rows) {}

  /** A table made in memory by nothing that is known. */
  public static final Provenance NONE = new Provenance(List.of(), List.of());

  /** Copies both lists. */
  public Provenance {
    sources = List.copyOf(sources);
    steps = List.copyOf(steps);
  }

  /** This with one more step. */
  public Provenance then(String step) {
    List<String> more = new ArrayList<>(steps);
    more.add(step);
    return new Provenance(sources, more);
  }

  /** The sources and steps of both, this one's first. */
  public Provenance and(Provenance other) {
    List<Source> allSources = new ArrayList<>(sources);
    allSources.addAll(other.sources);
    List<String> allSteps = new ArrayList<>(steps);
    allSteps.addAll(other.steps);
    return new Provenance(allSources, allSteps);
  }
}
