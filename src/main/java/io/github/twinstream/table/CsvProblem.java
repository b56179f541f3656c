package io.github.twinstream.table;

import io.github.twinstream.error.DataException;

/** A CSV file cannot be read as it stands, and where. */
final class CsvProblem extends DataException {
  private final long line;

  CsvProblem(String file, long line, String message) {
    super("cannot read " + file + ": line " + line + " " + message);
    this.line = line;
  }

  /** The line of the file, from 1. */
  long line() {
    return line;
  }
}
