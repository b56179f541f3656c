package io.github.twinstream.table;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tech.tablesaw.columns.Column;

/** Parses a file once, in one way of quoting, into typed columns. */
final class CsvRows {
  private static final Logger LOG = System.getLogger(CsvReader.class.getName());
  private static final int ROWS_BETWEEN_REPORTS = 8192;

  private final CsvOptions options;
  private final CsvScan scan;
  private final char separator;
  private final boolean escapes;

  private CSVParser parser;
  private BoundedRows bounds;
  private List<String> header;
  private ColumnBuilder[] builders;
  private int rows;

  CsvRows(CsvOptions options, CsvScan scan, char separator, boolean escapes) {
    this.options = options;
    this.scan = scan;
    this.separator = separator;
    this.escapes = escapes;
  }

  DataTable read() throws IOException {
    CSVFormat.Builder format =
        CSVFormat.Builder.create().setDelimiter(separator).setQuote('"').setIgnoreEmptyLines(true);
    if (escapes) {
      format.setEscape('\\');
    }
    try (BoundedRows in =
            new BoundedRows(
                withoutMark(Files.newBufferedReader(options.path(), scan.charset())),
                options.file());
        Progress.Task task = Progress.start("read " + options.file(), scan.bytes())) {
      bounds = in;
      parser = CSVParser.builder().setReader(in).setFormat(format.get()).get();
      parse(parser.iterator(), task);
    }
    List<Column<?>> columns = Arrays.stream(builders).<Column<?>>map(ColumnBuilder::build).toList();
    Provenance.Source source = new Provenance.Source(options.file(), scan.sha256(), rows);
    List<String> remarks = scan.mixture().isEmpty() ? List.of() : List.of(scan.mixture());
    remarks.forEach(remark -> LOG.log(Level.WARNING, remark));
    return DataTable.owning(options.file(), columns, new Provenance(List.of(source), remarks));
  }

  private void parse(Iterator<CSVRecord> records, Progress.Task task) {
    if (options.header() != null) {
      begin(options.header(), 1);
    }
    long characters = 0;
    for (CSVRecord row = next(records); row != null; row = next(records)) {
      if (header == null) {
        begin(row.toList().stream().map(String::strip).toList(), line(row));
      } else {
        add(row);
      }
      if (rows % ROWS_BETWEEN_REPORTS == 0) {
        Interrupts.check("reading " + options.file());
        task.advance(row.getCharacterPosition() - characters);
        characters = row.getCharacterPosition();
      }
    }
    if (header == null) {
      throw new DataException(
          "cannot read " + options.file() + ": it has only empty lines; a header row is wanted");
    }
    task.advance(scan.bytes() - characters);
  }

  private CSVRecord next(Iterator<CSVRecord> records) {
    long before = parser.getCurrentLineNumber();
    try {
      CSVRecord row = records.hasNext() ? records.next() : null;
      bounds.rowEnds(parser.getCurrentLineNumber() + 1);
      return row;
    } catch (UncheckedIOException e) {
      throw QuoteProblems.explain(options, scan, separator, before + 1, e);
    }
  }

  private void begin(List<String> names, long line) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (int c = 0; c < names.size(); c++) {
      String name = names.get(c);
      if (name.isEmpty()) {
        throw new CsvProblem(
            options.file(),
            line,
            "gives column " + (c + 1) + " of " + names.size() + " no name; name it in the file");
      }
      if (!seen.add(name)) {
        throw new CsvProblem(
            options.file(),
            line,
            "names two columns " + Messages.quote(name) + "; rename one in the file");
      }
    }
    options.checkColumns(names);
    header = names;
    builders =
        names.stream()
            .map(name -> new ColumnBuilder(name, options.wish(name), options.missing()))
            .toArray(ColumnBuilder[]::new);
  }

  private void add(CSVRecord row) {
    if (row.size() != builders.length) {
      throw ragged(row);
    }
    if (rows == CsvReader.MOST_ROWS) {
      throw new CsvProblem(
          options.file(),
          line(row),
          "is beyond the " + CsvReader.MOST_ROWS + " rows that a table holds; split the file");
    }
    for (int c = 0; c < builders.length; c++) {
      String cell = row.get(c);
      if (cell.length() > CsvReader.LONGEST_CELL) {
        throw tooLong(row, c);
      }
      if (!builders[c].add(cell)) {
        throw new CsvProblem(
            options.file(),
            line(row),
            "column "
                + Messages.quote(header.get(c))
                + " holds "
                + Messages.quote(cell)
                + ", which is no number; leave it out of numbers(...), or name the word in"
                + " missing(...)");
      }
    }
    rows++;
  }

  private CsvProblem ragged(CSVRecord row) {
    boolean more = row.size() > header.size();
    String names = String.join(", ", header.stream().map(Messages::quote).toList());
    String last = more ? row.get(header.size()) : row.get(row.size() - 1);
    return new CsvProblem(
        options.file(),
        line(row),
        "has "
            + row.size()
            + (row.size() == 1 ? " cell" : " cells")
            + ", but there are "
            + header.size()
            + " columns ("
            + names
            + "), separated by "
            + (separator == '\t' ? "tabs" : "'" + separator + "'")
            + ": "
            + (more
                ? "the first cell too many is "
                    + Messages.quote(last)
                    + "; put quotes around the cell that holds the separator, or give separator(...)"
                : "column "
                    + Messages.quote(header.get(row.size()))
                    + " is the first without a cell, behind "
                    + Messages.quote(last)
                    + "; add what is missing"));
  }

  private CsvProblem tooLong(CSVRecord row, int c) {
    return new CsvProblem(
        options.file(),
        line(row),
        String.format(
            Locale.ROOT,
            "column %s holds a cell of %,d characters, more than %,d: %s; is a quote not closed?",
            Messages.quote(header.get(c)),
            row.get(c).length(),
            CsvReader.LONGEST_CELL,
            Messages.quote(row.get(c))));
  }

  /** The line on which a row that was just parsed begins. */
  private long line(CSVRecord row) {
    long inside = row.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
    return parser.getCurrentLineNumber() - inside;
  }

  private static Reader withoutMark(BufferedReader in) throws IOException {
    in.mark(1);
    if (in.read() != '\uFEFF') {
      in.reset();
    }
    return in;
  }
}
