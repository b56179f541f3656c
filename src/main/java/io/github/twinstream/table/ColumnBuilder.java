package io.github.twinstream.table;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.IntColumnType;

/**
 * Takes a column's cells one by one and finds out its type over all of them. As long as all are
 * plainly written whole numbers they are kept as such; from the first other cell on each distinct
 * text is kept once, so that the type is found, and each text parsed, once for a distinct text.
 */
final class ColumnBuilder {
  /** Words that say that a cell of an otherwise numeric or date column is missing. */
  static final Set<String> ABSENT =
      Set.of("NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None", "<NA>", "#N/A");

  private static final long MISSING = Long.MIN_VALUE;
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  /** What the user has said about the column. */
  enum Wish {
    INFER,
    TEXT,
    NUMBER
  }

  private final String name;
  private final Wish wish;
  private final Set<String> missingWords;
  private long[] wholes;
  private int size;
  private DistinctTexts texts;

  ColumnBuilder(String name, Wish wish, Set<String> missingWords) {
    this.name = name;
    this.wish = wish;
    this.missingWords = missingWords;
    if (wish == Wish.TEXT) {
      texts = new DistinctTexts();
    } else {
      wholes = new long[1024];
    }
  }

  /** Takes the next cell; false if it is no number where the user wants numbers. */
  boolean add(String cell) {
    boolean missing = cell.isEmpty() || missingWords.contains(cell);
    if (wish == Wish.NUMBER && !missing && !ABSENT.contains(cell.strip())) {
      if (Double.isNaN(Numbers.parse(cell))) {
        return false;
      }
    }
    if (texts == null && !missing && !isPlainWhole(cell)) {
      keepTexts();
    }
    if (texts != null) {
      texts.add(missing ? null : cell);
    } else {
      if (size == wholes.length) {
        wholes = Arrays.copyOf(wholes, size + (size >> 1));
      }
      wholes[size++] = missing ? MISSING : Long.parseLong(cell);
    }
    return true;
  }

  /** The column of all cells taken. */
  Column<?> build() {
    if (texts == null) {
      return Arrays.stream(wholes, 0, size).allMatch(v -> v == MISSING)
          ? CodedTexts.of(new String[size]).column(name)
          : wholeColumn(Arrays.copyOf(wholes, size));
    }
    List<String> distinct = texts.distinct();
    return switch (wish == Wish.TEXT ? CellKind.TEXT : kind(distinct)) {
      case TEXT -> texts.coded().column(name);
      case WHOLE -> wholeColumn(texts.gather(t -> absent(t) ? MISSING : longOf(t), MISSING));
      case NUMBER -> numberColumn();
      case DATE -> dates();
      case DATE_TIME -> dateTimes();
    };
  }

  private CellKind kind(List<String> distinct) {
    CellKind kind = null;
    boolean huge = false;
    for (String text : distinct) {
      if (!absent(text)) {
        CellKind own = wish == Wish.NUMBER ? numberKind(text) : CellKind.of(text);
        kind = kind == null ? own : kind.and(own);
        huge |= own == CellKind.WHOLE && Math.abs(longOf(text)) > EXACT_IN_DOUBLE;
        if (kind == CellKind.TEXT) {
          return kind;
        }
      }
    }
    if (kind == null) {
      return wish == Wish.NUMBER ? CellKind.NUMBER : CellKind.TEXT;
    }
    // a whole number that a double cannot hold may be an id: nothing of it is to be lost
    boolean loses = huge && kind == CellKind.NUMBER && wish != Wish.NUMBER;
    return loses ? CellKind.TEXT : kind;
  }

  private static CellKind numberKind(String text) {
    return CellKind.of(text) == CellKind.WHOLE ? CellKind.WHOLE : CellKind.NUMBER;
  }

  private Column<?> wholeColumn(long[] values) {
    boolean ints =
        Arrays.stream(values)
            .allMatch(v -> v == MISSING || (v > Integer.MIN_VALUE && v == (int) v));
    if (!ints) {
      return LongColumn.create(name, values);
    }
    int missing = IntColumnType.missingValueIndicator();
    return IntColumn.create(
        name,
        IntStream.range(0, values.length)
            .map(row -> values[row] == MISSING ? missing : (int) values[row])
            .toArray());
  }

  private Column<?> numberColumn() {
    List<String> distinct = texts.distinct();
    double[] parsed =
        distinct.stream().mapToDouble(t -> absent(t) ? Double.NaN : Numbers.parse(t)).toArray();
    return DoubleColumn.create(
        name,
        Arrays.stream(texts.codes())
            .mapToDouble(code -> code == CodedTexts.MISSING ? Double.NaN : parsed[code])
            .toArray());
  }

  private Column<?> dates() {
    DateColumn column = DateColumn.create(name);
    for (String cell : texts.coded().tokens()) {
      column.append(cell == null || absent(cell) ? null : CellKind.dateTime(cell).toLocalDate());
    }
    return column;
  }

  private Column<?> dateTimes() {
    DateTimeColumn column = DateTimeColumn.create(name);
    for (String cell : texts.coded().tokens()) {
      column.append(cell == null || absent(cell) ? null : CellKind.dateTime(cell));
    }
    return column;
  }

  private void keepTexts() {
    texts = new DistinctTexts();
    for (int row = 0; row < size; row++) {
      texts.add(wholes[row] == MISSING ? null : Long.toString(wholes[row]));
    }
    wholes = null;
  }

  private static boolean absent(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() || ABSENT.contains(stripped);
  }

  private static long longOf(String text) {
    return Long.parseLong(text.strip());
  }

  /** Whether the text is exactly what the number that it says would print as. */
  private static boolean isPlainWhole(String text) {
    int length = text.length();
    int start = text.charAt(0) == '-' ? 1 : 0;
    if (length == start || length - start > 18) {
      return false;
    }
    if (text.charAt(start) == '0' && length > 1) {
      return false;
    }
    for (int i = start; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
