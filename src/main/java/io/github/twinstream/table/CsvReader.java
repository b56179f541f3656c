package io.github.twinstream.table;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a CSV file of any common shape into a {@link DataTable}. What is not said is found out: the
 * separator among {@code , ; tab |}, doubled quotes or backslash escapes, line ends, a byte order
 * mark, UTF-8 or Windows-1252. Types are inferred over all rows: whole number, number, ISO date,
 * ISO date and time without zone, else text.
 *
 * <pre>{@code
 * DataTable users = CsvReader.of(Path.of("Users.csv")).read();
 * DataTable old = CsvReader.of(Path.of("u.data")).header("user", "item", "rating").read();
 * }</pre>
 *
 * <ul>
 *   <li>A whole number written with leading zeros ({@code 0002005018}), or too long for a long,
 *       makes its column text; a column of text keeps each cell exactly as it was written.
 *   <li>An empty cell is missing, quoted or not. In a column of numbers or dates so are {@code NA,
 *       N/A, NaN, NULL, None} and blanks; in a column of text these words stay text.
 *   <li>A file that is not UTF-8 is read as Windows-1252. If it holds UTF-8 letters as well, it was
 *       put together from several encodings: that is logged and told in the provenance, since some
 *       of its letters come out wrong.
 *   <li>Empty lines are skipped. Names in the header are taken without spaces around them.
 * </ul>
 */
public final class CsvReader {
  /** The longest cell, in characters: a longer one is taken for a quote that was not closed. */
  public static final int LONGEST_CELL = 1_000_000;

  /** The most characters of one row: reading ends there, whatever follows. */
  public static final int LONGEST_ROW = 16_000_000;

  /** The most rows of one table: what a Java array holds. */
  public static final int MOST_ROWS = Integer.MAX_VALUE - 8;

  private final CsvOptions options;

  private CsvReader(CsvOptions options) {
    this.options = options;
  }

  /** A reader of this file that finds everything out by itself. */
  public static CsvReader of(Path file) {
    return new CsvReader(CsvOptions.of(file));
  }

  /** With this character between cells. */
  public CsvReader separator(char separator) {
    return new CsvReader(options.withSeparator(separator));
  }

  /** Takes the first row as data, and these as the column names. */
  public CsvReader header(String... names) {
    return new CsvReader(options.withHeader(List.of(names)));
  }

  /** With this encoding, strictly: bytes that it does not allow are an error. */
  public CsvReader charset(Charset charset) {
    return new CsvReader(options.withCharset(charset));
  }

  /** Keeps these columns text, whatever they look like. */
  public CsvReader text(String... columns) {
    return new CsvReader(options.withText(Set.of(columns)));
  }

  /** Wants numbers in these columns, leading zeros allowed: any other cell is an error. */
  public CsvReader numbers(String... columns) {
    return new CsvReader(options.withNumbers(Set.of(columns)));
  }

  /** Takes cells that are exactly one of these words as missing, in columns of text as well. */
  public CsvReader missing(String... words) {
    return new CsvReader(options.withMissing(Set.of(words)));
  }

  /**
   * Reads the file. Long reading is reported as progress and can be interrupted.
   *
   * @throws DataException if there is no such file, it is empty, not text, not in the encoding
   *     given, a row has too many or too few cells, a quote is not closed, or a column name is
   *     empty or comes twice; the message names the file, the line, the column and the value
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public DataTable read() {
    Path path = options.path();
    if (!Files.isRegularFile(path)) {
      throw new DataException(notThere(path));
    }
    try {
      CsvScan scan = CsvScan.of(options);
      char separator =
          options.separator() != null ? options.separator() : SeparatorGuess.of(scan.sample());
      if (!scan.backslashQuotes()) {
        return new CsvRows(options, scan, separator, false).read();
      }
      try {
        return new CsvRows(options, scan, separator, false).read();
      } catch (CsvProblem doubled) {
        return readEscaped(scan, separator, doubled);
      }
    } catch (IOException e) {
      throw new DataException(
          "cannot read " + options.file() + ": " + e.getMessage() + "; can it be opened?", e);
    }
  }

  /** Whichever way of quoting comes further tells what is wrong. */
  private DataTable readEscaped(CsvScan scan, char separator, CsvProblem doubled)
      throws IOException {
    try {
      return new CsvRows(options, scan, separator, true).read();
    } catch (CsvProblem escaped) {
      throw escaped.line() > doubled.line() ? escaped : doubled;
    }
  }

  private static String notThere(Path path) {
    String name = String.valueOf(path.getFileName());
    if (Files.isDirectory(path)) {
      return "cannot read " + path + ": it is a folder; name a file in it";
    }
    Path folder = path.toAbsolutePath().normalize().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "cannot read " + path + ": there is no folder " + folder + "; is the path right?";
    }
    return "cannot read " + path + ": in " + folder + " " + unknownFile(name, folder);
  }

  private static String unknownFile(String name, Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return "is "
          + Messages.unknown(
              "file",
              name,
              files
                  .filter(Files::isRegularFile)
                  .map(file -> file.getFileName().toString())
                  .sorted()
                  .collect(Collectors.toList()));
    } catch (IOException e) {
      return "is no file " + Messages.quote(name);
    }
  }
}
