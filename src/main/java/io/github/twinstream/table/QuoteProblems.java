package io.github.twinstream.table;

import io.github.twinstream.error.Messages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says where a quote was opened that is not closed, or closed in the middle of a cell. */
final class QuoteProblems {
  private static final Pattern OPENED = Pattern.compile("\\(startline (\\d+)\\)");
  private static final Pattern LINE = Pattern.compile("line: (\\d+)");

  private static final int SHOWN = 100_000;

  private QuoteProblems() {}

  /**
   * @param from the line on which the row begins, where the parser does not say better
   */
  static CsvProblem explain(
      CsvOptions options, CsvScan scan, char separator, long from, UncheckedIOException failure) {
    String said = String.valueOf(failure.getCause().getMessage());
    Matcher opened = OPENED.matcher(said);
    if (opened.find()) {
      long line = Long.parseLong(opened.group(1));
      Opening opening = lastOpening(lineOf(options, scan, line), separator);
      return new CsvProblem(
          options.file(),
          line,
          "column "
              + column(options, scan, separator, opening.cell())
              + " opens a quote that is not closed before the end of the file: "
              + Messages.quote(opening.text())
              + "; close it, or double the quote if it belongs to the text");
    }
    Matcher at = LINE.matcher(said);
    long line = at.find() ? Long.parseLong(at.group(1)) : from;
    String begins = line == from ? "" : ", in the row that begins on line " + from;
    return new CsvProblem(
        options.file(),
        line,
        "has text behind a closing quote"
            + begins
            + ": "
            + Messages.quote(lineOf(options, scan, line))
            + "; double the quotes that belong to the text, or close the one opened before");
  }

  private record Opening(int cell, String text) {}

  /** The last quote on a line that opens a cell: the number of the cell, and what follows it. */
  private static Opening lastOpening(String line, char separator) {
    int cell = 0;
    Opening opening = new Opening(0, line);
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
        if (quoted) {
          opening = new Opening(cell, line.substring(i));
        }
      } else if (c == separator && !quoted) {
        cell++;
      }
    }
    return opening;
  }

  private static String column(CsvOptions options, CsvScan scan, char separator, int cell) {
    List<String> names = options.header();
    if (names == null) {
      names = new ArrayList<>();
      for (String name : lineOf(options, scan, 1).split(Pattern.quote("" + separator))) {
        names.add(name.strip().replace("\"", ""));
      }
    }
    return cell < names.size() ? Messages.quote(names.get(cell)) : String.valueOf(cell + 1);
  }

  /** The beginning of a line: a line may be as long as the file. */
  private static String lineOf(CsvOptions options, CsvScan scan, long line) {
    try (BufferedReader in = Files.newBufferedReader(options.path(), scan.charset())) {
      StringBuilder text = new StringBuilder();
      long at = 1;
      for (int c = in.read(); c >= 0 && at <= line; c = in.read()) {
        if (c == '\n') {
          at++;
        } else if (at == line && c != '\r' && text.length() < SHOWN) {
          text.append((char) c);
        }
      }
      return CsvScan.withoutMark(text.toString());
    } catch (IOException e) {
      return "";
    }
  }
}
