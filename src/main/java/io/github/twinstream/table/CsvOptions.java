package io.github.twinstream.table;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What the user has said about a file.
 *
 * @param path the file
 * @param separator between cells; {@code null} to find it out
 * @param header the column names of a file without header; {@code null} to take its first row
 * @param charset the encoding; {@code null} to find it out
 * @param text columns that stay text
 * @param numbers columns that must be numbers
 * @param missing words that stand for a missing cell
 */
record CsvOptions(
    Path path,
    Character separator,
    List<String> header,
    Charset charset,
    Set<String> text,
    Set<String> numbers,
    Set<String> missing) {

  static CsvOptions of(Path path) {
    return new CsvOptions(path, null, null, null, Set.of(), Set.of(), Set.of());
  }

  CsvOptions {
    if (separator != null && "\"\\\r\n".indexOf(separator) >= 0) {
      throw new ConfigException(
          Messages.outOfRange(
              "separator",
              Messages.quote(separator.toString()),
              "no quote, backslash or line end"));
    }
    for (String column : numbers) {
      if (text.contains(column)) {
        throw new ConfigException(
            "column " + Messages.quote(column) + " is named as text and as numbers: name it once");
      }
    }
  }

  CsvOptions withSeparator(char given) {
    return new CsvOptions(path, given, header, charset, text, numbers, missing);
  }

  CsvOptions withHeader(List<String> given) {
    return new CsvOptions(path, separator, given, charset, text, numbers, missing);
  }

  CsvOptions withCharset(Charset given) {
    return new CsvOptions(path, separator, header, given, text, numbers, missing);
  }

  CsvOptions withText(Set<String> given) {
    return new CsvOptions(path, separator, header, charset, given, numbers, missing);
  }

  CsvOptions withNumbers(Set<String> given) {
    return new CsvOptions(path, separator, header, charset, text, given, missing);
  }

  CsvOptions withMissing(Set<String> given) {
    return new CsvOptions(path, separator, header, charset, text, numbers, given);
  }

  /** The file's name without its folder. */
  String file() {
    return path.getFileName().toString();
  }

  ColumnBuilder.Wish wish(String column) {
    return text.contains(column)
        ? ColumnBuilder.Wish.TEXT
        : numbers.contains(column) ? ColumnBuilder.Wish.NUMBER : ColumnBuilder.Wish.INFER;
  }

  void checkColumns(List<String> existing) {
    for (Set<String> named : List.of(text, numbers)) {
      for (String column : named) {
        if (!existing.contains(column)) {
          throw new DataException(file() + " has " + Messages.unknown("column", column, existing));
        }
      }
    }
  }
}
