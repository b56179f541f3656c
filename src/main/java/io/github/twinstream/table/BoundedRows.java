package io.github.twinstream.table;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

/**
 * Passes a file's characters on and ends the reading when one row has swallowed too many, before
 * they fill the memory: a quote that is never closed would make one cell of the rest of the file.
 */
final class BoundedRows extends Reader {
  private final Reader in;
  private final String file;
  private long since;
  private long line = 1;

  BoundedRows(Reader in, String file) {
    this.in = in;
    this.file = file;
  }

  /** Counts anew: a row has ended, the next begins on this line. */
  void rowEnds(long nextLine) {
    since = 0;
    line = nextLine;
  }

  @Override
  public int read(char[] target, int from, int length) throws IOException {
    int n = in.read(target, from, length);
    since += Math.max(0, n);
    if (since > CsvReader.LONGEST_ROW) {
      throw new CsvProblem(
          file,
          line,
          String.format(
              Locale.ROOT,
              "begins a row of more than %,d characters; is a quote not closed, or is this no CSV?",
              CsvReader.LONGEST_ROW));
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
